package dev.dnsmesh.application.port.out;

import dev.dnsmesh.domain.access.TsigKeyName;

/**
 * How much the keys add (dns.md 10.13), told between the nodes on one storage: the name of a key and a number, never what was
 * written; kept in memory only and lost where nobody listens. Safe for use by any number of threads; nothing blocks or fails.
 */
public interface VolumeExchange {
    /**
     * Tells the other nodes within a second, together with what else is told meanwhile.
     *
     * @param octets that the key has added; negative where it had not after all
     */
    void tell(TsigKeyName key, long octets);

    /** From now on what other nodes tell comes here; what this one tells does not. */
    void listen(Listener listener);

    /** Hears of the others. */
    @FunctionalInterface
    interface Listener {
        /** @param octets as of {@link VolumeExchange#tell} */
        void added(TsigKeyName key, long octets);
    }

    /** Of a storage that one node uses: nobody is told anything. */
    static VolumeExchange alone() {
        return new VolumeExchange() {
            @Override
            public void tell(TsigKeyName key, long octets) {
                // there is no other
            }

            @Override
            public void listen(Listener listener) {
                // nobody will say anything
            }
        };
    }
}
