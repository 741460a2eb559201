package dev.dnsmesh.violations.coredrawsrandom.application.usecase;

final class Planted {
    String id() {
        return java.util.UUID.randomUUID().toString();
    }
}
