package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A heartbeat whose fields are well-formed; its operator has not vouched for it yet. */
public record ParsedHeartbeat(Heartbeat heartbeat, SealedRecord sealed) {
    /** Empty where the text is not a heartbeat, of the present form or of the one without a zone. Never throws. */
    public static Optional<ParsedHeartbeat> parse(String text) {
        return SealedRecord.open(RecordType.HEARTBEAT, text)
                .flatMap(sealed -> read(sealed.body())
                        .map(heartbeat -> new ParsedHeartbeat(heartbeat, sealed)));
    }

    /** With the protocol's own tolerance of clocks, 300 s. */
    public Optional<Verified<Heartbeat>> verify(SignatureVerifier verifier, Instant now) {
        return verify(verifier, now, TimeLimits.SKEW);
    }

    /** Signed by its operator, issued within {@code skew} of now, not expired, and expiring within 30 days. */
    public Optional<Verified<Heartbeat>> verify(SignatureVerifier verifier, Instant now, Duration skew) {
        boolean open = heartbeat.issuedAt().isAtMostAhead(skew, now)
                && heartbeat.issuedAt().isAtMostAgo(skew, now)
                && heartbeat.expiresAt().isAfter(now)
                && heartbeat.expiresAt().isAtMostAhead(TimeLimits.SHORT_LIVED, now);
        return open ? sealed.verified(heartbeat, verifier, heartbeat.operator()) : Optional.empty();
    }

    /** As a node judges what it harvests (heartbeat.md 16.1): of any age, as long as it has not expired. */
    public Optional<Verified<Heartbeat>> verifyHarvested(SignatureVerifier verifier, Instant now) {
        boolean open = heartbeat.issuedAt().isAtMostAhead(TimeLimits.SKEW, now) && heartbeat.expiresAt().isAfter(now)
                && heartbeat.expiresAt().isAtMostAhead(TimeLimits.SHORT_LIVED, now);
        return open ? sealed.verified(heartbeat, verifier, heartbeat.operator()) : Optional.empty();
    }

    private static Optional<Heartbeat> read(Octets octets) {
        boolean zoned = !octets.startsWith(Heartbeat.MAGIC_WITHOUT_ZONE);
        BodyReader body = new BodyReader(octets).expect(zoned ? Heartbeat.MAGIC : Heartbeat.MAGIC_WITHOUT_ZONE);
        Optional<PublicEndpoint> endpoint = PublicEndpoint.parse(body.text(body.u16()));
        Ed25519PublicKey operator = body.ed25519();
        String version = body.text(body.u8());
        int capabilities = body.u16();
        String zone = zoned ? body.text(body.u8()) : "";
        UnixTime issuedAt = body.time();
        UnixTime expiresAt = body.time();
        return endpoint.filter(known -> body.complete())
                .map(known -> new Heartbeat(known, operator, version, capabilities, zone, issuedAt, expiresAt))
                .filter(Heartbeat::isWellFormed);
    }
}
