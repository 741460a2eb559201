package dev.dnsmesh.application.client.port.in;

import java.util.List;

/**
 * {@code identity publish}: puts the signed identity where others look for it, and takes earlier ones of the same keys away
 * (client.md 3.1, 18 no. 2).
 */
@FunctionalInterface
public interface PublishIdentity {
    /** @param envelopes announce that enveloped messages are read, too ({@code --advertise-v2}) */
    ClientResult<Published> publish(long ttlSeconds, boolean envelopes);

    /** @param replaced earlier records that were taken away */
    record Published(String name, String address, List<Integer> versions, long ttlSeconds, String fingerprint, int replaced) {
        public Published {
            versions = List.copyOf(versions);
        }
    }
}
