package dev.dnsmesh.violations.domainreadsafile.domain;

final class Planted {
    boolean exists() {
        return java.nio.file.Files.exists(java.nio.file.Path.of("x"));
    }
}
