package dev.dnsmesh.domain.record.bootstrap;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.record.BodyReader;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bootstrap record before any field is read: its fields count only once the pinned signer has vouched for them. */
public record SealedBootstrap(SealedRecord sealed) {
    /** Empty where the text has not the prefix, is longer than 1200, or does not decode. Never throws. */
    public static Optional<SealedBootstrap> open(String text) {
        return SealedRecord.open(RecordType.BOOTSTRAP, text).map(SealedBootstrap::new);
    }

    /** Signed by {@code signer} and naming it, well-formed, not expired, and expiring within five years. */
    public Optional<Verified<Bootstrap>> verify(SignatureVerifier verifier, Ed25519PublicKey signer, Instant now) {
        return sealed.verifiedThenRead(verifier, signer, body -> read(body)
                .filter(bootstrap -> bootstrap.signingKey().equals(signer)
                        && !bootstrap.expiresAt().isBefore(now)
                        && bootstrap.expiresAt().isAtMostAhead(TimeLimits.LONG_LIVED, now)));
    }

    /** The same, and for that domain; the case and one trailing dot of {@code expectedDomain} do not count. */
    public Optional<Verified<Bootstrap>> verify(
            SignatureVerifier verifier, Ed25519PublicKey signer, Instant now, String expectedDomain) {
        String expected = DnRule.withoutTrailingDot(expectedDomain);
        return verify(verifier, signer, now)
                .filter(bootstrap -> Ascii.equalIgnoringCase(bootstrap.record().userDomain().text(), expected));
    }

    private static Optional<Bootstrap> read(BodyReader body) {
        body.expect(Bootstrap.MAGIC);
        SequenceNumber sequence = new SequenceNumber(body.u64());
        UnixTime expiresAt = body.time();
        Ed25519PublicKey signingKey = body.ed25519();
        Optional<DomainName> userDomain = DomainName.parse(body.text(body.u8()));
        int count = body.u8();
        if (userDomain.isEmpty() || count > Bootstrap.MAX_ENTRIES) {
            return Optional.empty();
        }
        List<BootstrapEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int priority = body.u16();
            Optional<DomainName> baseDomain = DomainName.parse(body.text(body.u8()));
            Ed25519PublicKey operator = body.ed25519();
            if (baseDomain.isEmpty() || !body.isSound()) {
                return Optional.empty();
            }
            entries.add(new BootstrapEntry(priority, baseDomain.get(), operator));
        }
        return !body.complete() ? Optional.empty()
                : Optional.of(new Bootstrap(userDomain.get(), signingKey, sequence, expiresAt, entries))
                        .filter(Bootstrap::isWellFormed);
    }
}
