package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;

/** Counts what a node holds. */
public interface ReadStatistics {
    Statistics read();

    /**
     * @param records  live ones, and such as expired since the last sweep
     * @param claims   of these, at names of first-contact claims
     * @param keys     TSIG keys
     * @param tokens   bearer tokens
     * @param owners   names in the ownership registry
     * @param peers    with a watermark
     * @param last     stamp of the last transaction
     * @param instance names the history of the records (cluster.md 13.6)
     */
    record Statistics(long records, long claims, Credentials keys, Credentials tokens, Credentials owners, int peers, Stamp last,
                      Octets instance) {
    }

    /** @param active can be used now; of names: are held now */
    record Credentials(long active, long all) {
    }
}
