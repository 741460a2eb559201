package dev.dnsmesh.violations.getter.domain;

final class Planted {
    int getAnswer() {
        return 42;
    }
}
