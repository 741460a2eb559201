package dev.dnsmesh.domain.record.bootstrap;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.DomainName;

/**
 * One cluster to turn to (records.md 2.7).
 *
 * @param priority   0 to 65535; the lower is preferred
 * @param baseDomain at most 64 octets
 */
public record BootstrapEntry(int priority, DomainName baseDomain, Ed25519PublicKey operator) {
    private static final int MAX_PRIORITY = 0xffff;
    private static final int MAX_DOMAIN = 64;

    boolean isWellFormed() {
        return priority >= 0 && priority <= MAX_PRIORITY && baseDomain.octetLength() <= MAX_DOMAIN;
    }

    /** Two entries of one record must not have the same. */
    String identity() {
        return priority + " " + baseDomain.folded();
    }
}
