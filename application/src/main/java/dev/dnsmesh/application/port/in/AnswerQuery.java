package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Answers one question of class IN (dns.md 4 and 10.1, 10.11). An instance belongs to one thread; {@link Factory} makes
 * them. Allocates nothing for a positive TXT answer.
 */
public interface AnswerQuery extends AutoCloseable {
    /**
     * Decides the answer and writes its records to {@code answer}.
     *
     * @param mayBlock false on an event loop: {@link Verdict#BUSY} then means ask again where blocking is allowed
     */
    Verdict answer(NameKey name, RrType type, long nowSeconds, boolean mayBlock, Answer answer);

    @Override
    void close();

    /** Makes one per thread. */
    @FunctionalInterface
    interface Factory {
        AnswerQuery create();
    }

    /** Receives the records of the answer section, in order, before the verdict is returned. Valid for a positive verdict only. */
    interface Answer {
        /** One TXT value at the queried name. The buffer is valid during the call only. */
        void txt(ByteBuffer value, long remainingSeconds);

        /** An apex record whose RDATA is given in uncompressed wire form. */
        void data(RrType type, ByteBuffer rdata);
    }

    /** The outcome besides the records. */
    enum Verdict {
        /** NOERROR, AA=1, at least one record was handed over. */
        POSITIVE,
        /** NOERROR, AA=1, no record; SOA of {@link Zones#soaFor} in AUTHORITY where there is a zone. */
        NODATA,
        /** NXDOMAIN, AA=1, SOA likewise. */
        NXDOMAIN,
        /** NOERROR, AA=1, one synthesised HINFO (RFC 8482). */
        MINIMAL_ANY,
        /** REFUSED, AA=0, no SOA: outside every zone. */
        REFUSED,
        /** NOTIMP or FORMERR by type (dns.md 10.2). */
        NOTIMP, FORMERR,
        /** Not at hand without blocking. */
        BUSY
    }

    /** The zones of this node, for what stands around an answer. */
    interface Zones {
        /** The longest query zone that holds the name. */
        Optional<OwnerName> zoneOf(NameKey name);

        /** SOA RDATA of a query zone in uncompressed wire form; its MINIMUM is the negative TTL. */
        ByteBuffer soaFor(OwnerName zone, long nowSeconds);

        /** {@code DMP_DNS_TTL}, 1 at least: upper bound of a positive TTL. */
        long positiveTtl();

        /** {@code DMP_DNS_NEGATIVE_TTL}. */
        long negativeTtl();
    }
}
