package dev.dnsmesh.application.client.port.in;

/** {@code identity show}: derives the keys; works offline. */
@FunctionalInterface
public interface ShowIdentity {
    ClientResult<OwnIdentity> show();
}
