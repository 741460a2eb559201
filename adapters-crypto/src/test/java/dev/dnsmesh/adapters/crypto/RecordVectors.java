package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.vectors.Vectors.Case;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the vector tests of the record types have in common: arguments into domain types, records into JSON. */
final class RecordVectors {
    static final SignatureVerifier VERIFIER = new Ed25519SignatureVerifier();

    private RecordVectors() {
    }

    /** The signing key of an X25519 private key in argument {@code name}. */
    static Signer signer(Case c, String name) {
        return new Ed25519SigningKeys().signer(X25519PrivateKey.fromHex(c.text(name)).orElseThrow().ed25519Seed());
    }

    /** The signing key of an Ed25519 seed in argument {@code name}. */
    static Signer seedSigner(Case c, String name) {
        Secret seed = Secret.of(Octets.fromHex(c.text(name)).orElseThrow());
        return new Ed25519SigningKeys().signer(new Ed25519Seed(seed));
    }

    static Optional<Octets> octets(JsonNode from, String name) {
        return Octets.fromHex(from.get(name).textValue());
    }

    static Optional<Octets> octets(JsonNode from, String name, int length) {
        return octets(from, name).filter(o -> o.length() == length);
    }

    static Optional<Ed25519PublicKey> key(JsonNode from, String name) {
        return Ed25519PublicKey.fromHex(from.get(name).textValue());
    }

    /** A number that is unsigned and fits {@code bits} bits. */
    static Optional<Long> unsigned(JsonNode from, String name, int bits) {
        BigInteger value = from.get(name).bigIntegerValue();
        return value.signum() < 0 || value.bitLength() > bits ? Optional.empty() : Optional.of(value.longValue());
    }

    static Optional<UnixTime> time(JsonNode from, String name) {
        return unsigned(from, name, 64).map(UnixTime::new);
    }

    /** The clock; one case sets it beyond what {@link Instant} can name. */
    static Instant now(Case c) {
        return new UnixTime(c.number("now")).instant();
    }

    static Duration seconds(Case c, String name, Duration absent) {
        return c.has(name) ? Duration.ofSeconds(c.number(name)) : absent;
    }

    /** What a {@code sign} case expects: the text and its body, or that it is refused. */
    static ObjectNode signed(RecordType type, Optional<Signing> signing) {
        return signing.flatMap(Signing::signed)
                .map(text -> valid(true)
                        .put("body", SealedRecord.open(type, text).orElseThrow().body().hex())
                        .put("wire", text))
                .orElse(valid(false));
    }

    static ObjectNode verified(Optional<ObjectNode> record) {
        return record.map(fields -> valid(true).<ObjectNode>set("record", fields)).orElse(valid(false));
    }

    static BigInteger number(UnixTime time) {
        return number(time.seconds());
    }

    static BigInteger number(long unsigned) {
        return new BigInteger(Long.toUnsignedString(unsigned));
    }
}
