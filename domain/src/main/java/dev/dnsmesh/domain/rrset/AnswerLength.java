package dev.dnsmesh.domain.rrset;

import dev.dnsmesh.domain.name.OwnerName;

/**
 * Octets of the largest answer that can carry an RRset: over TCP, signed, with every option we ever send. An RRset whose
 * answer would pass 65,535 octets could be stored but not read (dns.md 10.13), so adds that lead there are refused.
 *
 * <pre>
 *   12                                     header
 * + owner on the wire + 4                  question
 * + 11                                     OPT: root name, type, class, TTL, RDLENGTH
 *   + 4 + 24                               COOKIE, client and server part (RFC 9018)
 *   + 4 + 64                               NSID, the longest we accept
 *   + 4 + 2                                TCP keepalive
 * + 255 + 10 + 13 + 16 + 64                TSIG: longest key name, RR header, algorithm name, fixed fields, longest MAC
 * + for each value: 2 + 10 + its RDATA     TXT with a compressed owner
 * </pre>
 */
public final class AnswerLength {
    private static final int HEADER = 12;
    private static final int QUESTION_TAIL = 4;
    private static final int OPT = 11 + (4 + 24) + (4 + 64) + (4 + 2);
    private static final int TSIG = 255 + 10 + 13 + 16 + 64;
    private static final int RR = 2 + 10;

    private AnswerLength() {
    }

    /** Without any value. */
    public static long ofEmpty(OwnerName owner) {
        return HEADER + owner.text().length() + 2 + QUESTION_TAIL + OPT + TSIG;
    }

    /** What one value adds. */
    public static long ofValue(TxtValue value) {
        return RR + value.rdataLength();
    }
}
