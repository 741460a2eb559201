package dev.dnsmesh.application.client.port.out;

/** Told how far a long operation is (client.md 19.7). */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, done, total) -> {
    };

    void at(String phase, long done, long total);
}
