package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.vectors.Vectors.valid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.crypto.Argon2idCost;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.LowOrderKeys;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class KeysVectorsTest {
    @TestFactory
    Stream<DynamicTest> keys() {
        return Vectors.tests("keys", 109, KeysVectorsTest::run);
    }

    private static JsonNode run(Case c) {
        return switch (c.op()) {
            case "derive_passphrase" -> identity(salt(c).map(salt -> new Argon2idPassphraseDerivation().derive(
                    Secret.of(Octets.utf8(c.text("passphrase"))), salt,
                    new Argon2idCost((int) c.number("time_cost"), (int) c.number("memory_kib"),
                            (int) c.number("parallelism")))));
            case "derive_private" -> identity(X25519PrivateKey.fromHex(c.text("x25519_private")));
            case "operator_seed" -> Ed25519Seed.parse(c.text("seed_hex"))
                    .<JsonNode>map(seed -> valid(true).put("ed25519_public", publicKey(seed)))
                    .orElse(valid(false));
            case "ed25519_verify" -> valid(Ed25519PublicKey.fromHex(c.text("ed25519_public"))
                    .flatMap(key -> octets(c, "signature").filter(s -> s.length() == Signature.LENGTH)
                            .map(s -> new Ed25519SignatureVerifier()
                                    .verifies(key, octets(c, "message").orElseThrow(), new Signature(s))))
                    .orElse(false));
            case "is_low_order" -> {
                boolean low = Ed25519PublicKey.fromHex(c.text("ed25519_public")).map(LowOrderKeys::contains).orElse(true);
                yield valid(!low).put("low_order", low);
            }
            case "x25519" -> X25519PrivateKey.fromHex(c.text("private"))
                    .flatMap(own -> X25519PublicKey.fromHex(c.text("public"))
                            .flatMap(peer -> new X25519KeyAgreement().sharedSecret(own, peer)))
                    .<JsonNode>map(secret -> valid(true).put("shared_secret", Octets.of(secret.reveal()).hex()))
                    .orElse(valid(false));
            default -> throw new AssertionError("no such operation: " + c.op());
        };
    }

    private static Optional<PassphraseSalt> salt(Case c) {
        return c.has("salt") ? octets(c, "salt").flatMap(PassphraseSalt::of) : Optional.of(PassphraseSalt.DEFAULT);
    }

    private static JsonNode identity(Optional<X25519PrivateKey> derived) {
        return derived.<JsonNode>map(key -> {
            X25519PublicKey publicKey = new X25519KeyAgreement().publicKey(key);
            Octets userId = Sha256.of(publicKey.octets());
            Ed25519Seed seed = key.ed25519Seed();
            return valid(true)
                    .put("x25519_private", Octets.of(key.octets().reveal()).hex())
                    .put("x25519_public", publicKey.hex())
                    .put("ed25519_seed", Octets.of(seed.octets().reveal()).hex())
                    .put("ed25519_public", publicKey(seed))
                    .put("user_id", userId.hex())
                    .put("user_hash12", Sha256.hex(12, userId));
        }).orElse(valid(false));
    }

    private static String publicKey(Ed25519Seed seed) {
        return new Ed25519SigningKeys().signer(seed).publicKey().hex();
    }

    private static Optional<Octets> octets(Case c, String name) {
        return Octets.fromHex(c.text(name));
    }
}
