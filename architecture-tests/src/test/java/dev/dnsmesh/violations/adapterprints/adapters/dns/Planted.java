package dev.dnsmesh.violations.adapterprints.adapters.dns;

final class Planted {
    void say() {
        System.out.println("x");
    }
}
