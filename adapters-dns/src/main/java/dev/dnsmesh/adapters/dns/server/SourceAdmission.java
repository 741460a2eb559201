package dev.dnsmesh.adapters.dns.server;

import java.net.InetAddress;

/** The per-source bucket in front of everything, one for each transport (dns.md 2, 10.9). */
@FunctionalInterface
interface SourceAdmission {
    /** Takes a token; false where none is left. */
    boolean admits(InetAddress source);
}
