package dev.dnsmesh.violations.corereadsclock.domain;

final class Planted {
    long millis() {
        return System.currentTimeMillis();
    }
}
