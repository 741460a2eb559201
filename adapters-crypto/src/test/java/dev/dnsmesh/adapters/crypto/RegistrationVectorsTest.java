package dev.dnsmesh.adapters.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.usecase.registration.OpenChallenges;
import dev.dnsmesh.application.usecase.registration.RegisterTsigKeyUseCase;
import dev.dnsmesh.application.usecase.registration.RegistrationTerms;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.RegistrationText;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code registration.json} that need signatures, key agreement or a keystore. */
final class RegistrationVectorsTest {
    private static final Duration HOLD = Duration.ofDays(180);
    private static final X25519KeyAgreement AGREEMENT = new X25519KeyAgreement();
    private static final PossessionProof POSSESSION = new PossessionProof(AGREEMENT, new HmacSha256());

    @TestFactory
    Stream<DynamicTest> the_signed_text() {
        return Vectors.tests("registration", c -> c.op().equals("signing_payload"), 7, c -> {
            Octets text = RegistrationText.version1(challenge(c), subject(c).orElseThrow(), c.text("node"));
            return Vectors.valid(true).put("payload", text.hex()).put("signature",
                    new Ed25519SigningKeys().signer(x25519(c.text("x25519_private")).ed25519Seed()).sign(text).octets().hex());
        });
    }

    @TestFactory
    Stream<DynamicTest> the_proof_of_possession() {
        return Vectors.tests("registration", c -> c.op().equals("x25519_pop"), 5, c -> {
            X25519PrivateKey own = x25519(c.text("x25519_private"));
            X25519PublicKey node = X25519PublicKey.fromHex(c.text("server_ephemeral_public")).orElseThrow();
            X25519PublicKey claimed = X25519PublicKey.fromHex(c.text("claimed_x25519_public")).orElseThrow();
            // one vector claims another's key, which ours cannot be made to do: its code is computed here
            Optional<Octets> proof = AGREEMENT.publicKey(own).equals(claimed)
                    ? POSSESSION.prove(own, node, challenge(c), subject(c).orElseThrow())
                    : AGREEMENT.sharedSecret(own, node).map(shared -> new HmacSha256().of(shared, challenge(c).octets(),
                            Octets.utf8(c.text("subject")), claimed.octets()));
            return proof.map(code -> Vectors.valid(true).put("pop", code.hex())).orElseGet(() -> Vectors.valid(false));
        });
    }

    @TestFactory
    Stream<DynamicTest> the_check_of_a_proof() {
        return Vectors.tests("registration", c -> c.op().equals("verify_pop"), 15, c -> {
            Optional<X25519PublicKey> claimed = X25519PublicKey.fromHex(c.text("claimed_x25519_public"));
            Optional<Octets> proof = Octets.fromHex(c.text("pop"));
            Optional<Challenge> challenge = Challenge.fromHex(c.text("challenge"));
            Optional<X25519PrivateKey> ephemeral = X25519PrivateKey.fromHex(c.text("server_ephemeral_private"));
            Optional<Subject> subject = subject(c);
            return Vectors.valid(claimed.isPresent() && proof.isPresent() && challenge.isPresent() && ephemeral.isPresent()
                    && subject.isPresent() && POSSESSION.holds(proof.get(), ephemeral.get(), claimed.get(), challenge.get(), subject.get()));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_confirmation_for_a_tsig_key() {
        return Vectors.tests("registration", c -> c.op().equals("tsig_confirm"), 69, RegistrationVectorsTest::confirm);
    }

    private static JsonNode confirm(Case c) {
        Instant now = RecordVectors.now(c);
        var time = new ManualTime(now);
        JsonNode config = c.input().get("config");
        JsonNode body = c.input().get("body");
        Map<String, JsonNode> pending = new HashMap<>();
        c.input().get("pending_challenges").forEach(p -> pending.put(p.get("challenge").textValue(), p));
        List<String> consumed = new ArrayList<>();
        String node = config.get("node_hostname").textValue().trim();
        OpenChallenges challenges = (challenge, asSent, signedNode) -> {
            JsonNode found = pending.get(asSent);
            if (found == null) {
                return Optional.empty();
            }
            consumed.add(asSent);
            return found.get("expires_at").longValue() > now.getEpochSecond()
                    ? Optional.of(x25519(found.get("server_ephemeral_private").textValue())) : Optional.empty();
        };
        try (var storage = new InMemoryStorage(time, new SeededRandom(1))) {
            c.input().get("existing_keys").forEach(row -> existing(storage, row, now));
            long life = config.get("expires_in_seconds").longValue();
            List<String> allowlist = new ArrayList<>();
            config.get("allowlist").forEach(entry -> allowlist.add(entry.textValue()));
            String zone = config.get("served_zone").isTextual() && !config.get("served_zone").textValue().isEmpty()
                    ? config.get("served_zone").textValue() : node;
            var terms = new RegistrationTerms(config.get("enabled").booleanValue() && !node.isEmpty(), node, OwnerName.parse(zone),
                    Allowlist.of(allowlist), life == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(life)), 10, 50,
                    ScopeMode.of(false, false), HOLD);
            var register = new RegisterTsigKeyUseCase(challenges, RecordVectors.VERIFIER, POSSESSION,
                    Optional.of(storage.tsigKeys()), storage.records(), () -> terms, new SeededRandom(2), time);
            var outcome = register.register(new RegisterTsigKey.Request(new RegistrationFields(member(body, "subject"),
                    member(body, "ed25519_spk"), member(body, "challenge"), member(body, "signature"), 1, InetAddress.getLoopbackAddress()),
                    member(body, "x25519_pub"), member(body, "x25519_pop")));
            return answer(outcome, !consumed.isEmpty() || spent(body, pending, now));
        }
    }

    /** An expired challenge cannot be used any more either, whatever the request came to. */
    private static boolean spent(JsonNode body, Map<String, JsonNode> pending, Instant now) {
        return member(body, "challenge").map(pending::get)
                .map(found -> found.get("expires_at").longValue() <= now.getEpochSecond()).orElse(false);
    }

    private static ObjectNode answer(RegisterTsigKey.Outcome outcome, boolean consumed) {
        return switch (outcome) {
            case RegisterTsigKey.Outcome.Granted(var key, var zone) -> {
                ObjectNode answer = Vectors.valid(true).put("status", 200).put("key_name", key.name().text())
                        .put("algorithm", key.algorithm().text()).put("subject", key.subject().orElseThrow().text())
                        .put("zone", zone.text());
                ArrayNode suffixes = answer.putArray("allowed_suffixes");
                key.suffixes().forEach(suffix -> suffixes.add(suffix.text()));
                yield answer.put("expires_at", key.expiresAt().map(Instant::getEpochSecond).orElse(0L))
                        .put("secret_length", key.secret().length()).put("challenge_consumed", consumed);
            }
            case RegisterTsigKey.Outcome.Refused(var refusal) ->
                    Vectors.valid(false).put("status", status(refusal)).put("challenge_consumed", consumed);
        };
    }

    private static int status(RegistrationRefusal refusal) {
        return switch (refusal) {
            case RegistrationRefusal.Unavailable _ -> 404;
            case RegistrationRefusal.FieldMissing _, RegistrationRefusal.SubjectInvalid _, RegistrationRefusal.NotHex _,
                    RegistrationRefusal.WrongLength _, RegistrationRefusal.VersionUnknown _, RegistrationRefusal.ChallengeUnknown _,
                    RegistrationRefusal.KeyNameTooLong _ -> 400;
            case RegistrationRefusal.SignatureInvalid _, RegistrationRefusal.ProofInvalid _ -> 401;
            case RegistrationRefusal.DomainNotAllowed _ -> 403;
            case RegistrationRefusal.Held _ -> 409;
            case RegistrationRefusal.ScopeUnderivable _ -> 500;
        };
    }

    private static void existing(Storage storage, JsonNode row, Instant now) {
        long end = row.get("expires_at").longValue();
        SortedSet<ScopeSuffix> suffixes = new TreeSet<>(List.of(new ScopeSuffix("prior.harbor.test")));
        storage.tsigKeys().put(new TsigKey(TsigKeyName.parse(row.get("name").textValue()).orElseThrow(), TsigAlgorithm.HMAC_SHA256,
                Secret.of(new byte[32]), suffixes, now.minusSeconds(1000), end == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(end)),
                row.get("revoked").booleanValue() ? Optional.of(now.minusSeconds(10)) : Optional.empty(),
                Subject.canonical(row.get("subject").textValue()),
                Optional.of(row.get("registered_spk").textValue()).flatMap(Ed25519PublicKey::fromHex), Optional.empty(), true),
                new Terms(now, HOLD));
    }

    /** Texts that are not canonical never reach the code: there is no subject of them. */
    private static Optional<Subject> subject(Case c) {
        return Subject.canonical(c.text("subject")).filter(subject -> subject.text().equals(c.text("subject")));
    }

    private static Optional<String> member(JsonNode body, String name) {
        return Optional.ofNullable(body.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static Challenge challenge(Case c) {
        return Challenge.fromHex(c.text("challenge")).orElseThrow();
    }

    private static X25519PrivateKey x25519(String hex) {
        return X25519PrivateKey.fromHex(hex).orElseThrow();
    }
}
