package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.update.ReplayEntry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Applies one DNS UPDATE whose TSIG, if any, has been verified (dns.md 10.3 from step 1's replay lookup to step 11).
 * Blocks until the outcome is durable; an unsigned UPDATE that holds anything but additions of claims is refused without
 * waiting for anything.
 */
public interface ApplyUpdate {
    Outcome apply(Request request);

    /**
     * The bucket of this source cannot pay for so many claims, so that an unsigned UPDATE of theirs has to come back over TCP
     * and need not be decoded (dns.md 10.15). What was left in the bucket is gone then, as after applying it. Waits for nothing.
     */
    default boolean exhausts(InetAddress source, int claims) {
        return false;
    }

    /**
     * An UPDATE as it was read: names that cannot be stored are given as they stand in the message.
     *
     * @param zones     entries of the zone section; any number but one is answered FORMERR in its turn
     * @param transport decides whether a duplicate of an UPDATE in progress waits
     * @param provable  the source address is proven (TCP, or a valid server cookie)
     */
    record Request(List<Zone> zones, List<Rr> prerequisites, List<Rr> updates, Authority authority, InetAddress source,
                   Transport transport, boolean provable) {
        public Request {
            zones = List.copyOf(zones);
            prerequisites = List.copyOf(prerequisites);
            updates = List.copyOf(updates);
        }
    }

    /** How the UPDATE came. */
    enum Transport {
        /** UDP: the writer sends again, so a duplicate may be dropped. */
        DATAGRAM,
        /** TCP and what runs over it: a duplicate waits for the first copy's outcome. */
        STREAM
    }

    /** An entry of the zone section. {@code name} is empty where no storable name can equal it. */
    record Zone(Optional<OwnerName> name, RrType type, int rrClass) {
    }

    /**
     * One RR of the prerequisite or update section.
     *
     * @param owner lower-cased wire form, uncompressed
     * @param rrClass 1 IN, 254 NONE, 255 ANY, or anything else
     * @param ttl   32 bits unsigned
     * @param rdata as sent; a TXT's character-strings are still separate, but names that the message may have compressed
     *              (NS, SOA and the like, RFC 3597 4) are written out
     */
    record Rr(Octets owner, RrType type, int rrClass, long ttl, Octets rdata) {
    }

    /** By what authority the writer writes. */
    sealed interface Authority {
        /** A verified TSIG of this key row. */
        record Signed(TsigKey key, ReplayEntry replay) implements Authority {
        }

        /** No TSIG: only first-contact claims can be written. */
        record Unsigned() implements Authority {
        }
    }

    /** What to answer. Refusals carry why, for the log: key and rule, never a delivery's owner beside its key. */
    sealed interface Outcome {
        Rcode rcode();

        /** NOERROR. */
        record Applied() implements Outcome {
            @Override
            public Rcode rcode() {
                return Rcode.NOERROR;
            }
        }

        /**
         * Refused by a rule; nothing changed.
         *
         * @param rule  a stable short word such as {@code scope} or {@code value-size}
         * @param owner what a log may say of the owner that the rule was about: of the names in shared pools no more than
         *              their kind, so that no line joins a key with a mailbox (registration.md W10)
         */
        record Denied(Rcode rcode, String rule, Optional<String> owner) implements Outcome {
            /** By a rule that is about no one owner. */
            public Denied(Rcode rcode, String rule) {
                this(rcode, rule, Optional.empty());
            }
        }

        /** A retransmission: the remembered answer. */
        record Remembered(Rcode rcode) implements Outcome {
        }

        /** The first copy is still being worked on: drop over UDP; over TCP this is never returned, the call waits. */
        record InProgress() implements Outcome {
            @Override
            public Rcode rcode() {
                return Rcode.SERVFAIL;
            }
        }

        /** Not applied; TC=1 with RCODE 0, so that the writer comes back over TCP and proves its address (10.15). */
        record ComeBackOverTcp() implements Outcome {
            @Override
            public Rcode rcode() {
                return Rcode.NOERROR;
            }
        }
    }
}
