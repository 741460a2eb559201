package dev.dnsmesh.adapters.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.http.Node;
import dev.dnsmesh.adapters.http.Node.Body;
import dev.dnsmesh.adapters.http.Wire;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRoutesTest {
    private static final String CONFIRM = "POST /v1/registration/confirm";
    private static final String TSIG = "POST /v1/registration/tsig-confirm";
    private static final String CHALLENGE = "GET /v1/registration/challenge";
    private static final Instant END = Instant.ofEpochSecond(1_803_224_691);
    private static final Subject ALICE = new Subject("alice@example.com");
    private static final String FIELDS = "{\"subject\":\"alice@example.com\",\"ed25519_spk\":\"aa\",\"challenge\":\"bb\",\"signature\":\"cc\"";

    private final ManualTime time = new ManualTime(Node.NOON);
    private final List<RegistrationFields> tokenFields = new ArrayList<>();
    private final List<RegisterTsigKey.Request> keyRequests = new ArrayList<>();
    private final UserToken text = UserToken.of(Octets.of(new byte[32]));
    private boolean available = true;
    private boolean keysAvailable = true;
    private Optional<RegistrationRefusal> refusal = Optional.empty();
    private Optional<Instant> end = Optional.of(END);
    private Rate asking = Rate.UNLIMITED;
    private Rate confirming = Rate.UNLIMITED;
    private Optional<Node> node = Optional.empty();

    @AfterEach
    void stop() {
        node.ifPresent(Node::close);
    }

    @Test
    void a_challenge_is_given_out() {
        Wire.Reply reply = node().ask(CHALLENGE, "Accept-Encoding: gzip");
        assertThat(reply.brief()).isEqualTo("200 {\"challenge\":\"" + "00".repeat(31) + "ff\",\"node\":\"node.example.com\","
                + "\"expires_at\":1795448751,\"server_x25519_pub\":\"" + "11".repeat(32) + "\",\"version\":1,\"signature_versions\":[1,2]}");
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void head_tells_the_length_of_a_challenge_without_costing_one() {
        asking = new Rate(0.001, 1);
        try (Wire wire = new Wire(node().address())) {
            for (int i = 0; i < 3; i++) {
                Wire.Reply head = wire.send(Node.request("HEAD /v1/registration/challenge", "")).readHead();
                assertThat(head.status()).isEqualTo(200);
            }
            int length = Integer.parseInt(wire.send(Node.request("HEAD /v1/registration/challenge", "")).readHead()
                    .header("Content-Length").orElseThrow());
            assertThat(node().ask(CHALLENGE).octets()).hasSize(length);
            assertThat(wire.send(Node.request("HEAD /v1/registration/challenge", "")).readHead().status()).isEqualTo(429);
        }
    }

    @Test
    void registration_that_is_off_is_not_found_before_any_limit() {
        available = false;
        confirming = new Rate(0.001, 1);
        asking = confirming;
        for (int i = 0; i < 3; i++) {
            assertThat(node().ask(CHALLENGE).brief()).isEqualTo("404 {\"error\":\"not found\"}");
            assertThat(node().ask(CONFIRM, new Body("{}")).brief()).isEqualTo("404 {\"error\":\"not found\"}");
            assertThat(node().ask(TSIG, new Body("{}")).brief()).isEqualTo("404 {\"error\":\"not found\"}");
        }
    }

    @Test
    void without_a_keystore_tsig_registration_is_not_found_before_its_limit() {
        keysAvailable = false;
        confirming = new Rate(0.001, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(node().ask(TSIG, new Body("{}")).brief()).isEqualTo("404 {\"error\":\"tsig registration disabled\"}");
        }
        assertThat(node().ask(CONFIRM, new Body(FIELDS + "}")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/registration/challenge/", "GET /v1/registration/challenge?x=1", "POST /v1/registration/challenge",
        "GET /v1/registration/confirm", "HEAD /v1/registration/tsig-confirm", "DELETE /v1/registration/confirm",
        "POST /v1/registration/confirm/", "POST /v1/registration/", "POST /v1/registration//confirm", "POST /v1/registration/Confirm"})
    void other_targets_are_not_found(String methodAndTarget) {
        try (Wire wire = new Wire(node().address())) {
            assertThat(wire.send(Node.request(methodAndTarget, "")).readHead().status()).isEqualTo(404);
        }
    }

    @Test
    void a_token_is_granted_and_a_query_does_not_matter() {
        Wire.Reply reply = node().ask(CONFIRM + "?x=1", new Body(FIELDS + ",\"other\":1}"), "Accept-Encoding: gzip");
        assertThat(reply.brief()).isEqualTo("200 {\"token\":\"" + text.reveal() + "\",\"subject\":\"alice@example.com\","
                + "\"expires_at\":1803224691,\"rate_per_sec\":10.0,\"rate_burst\":50}");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(tokenFields).singleElement().satisfies(fields -> {
            assertThat(fields.subject()).contains("alice@example.com");
            assertThat(fields.ed25519Spk()).contains("aa");
            assertThat(fields.challenge()).contains("bb");
            assertThat(fields.signature()).contains("cc");
            assertThat(fields.signatureVersion()).isEqualTo(1);
            assertThat(fields.client().getHostAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void a_token_without_end_says_null_and_a_key_says_zero() {
        end = Optional.empty();
        assertThat(node().ask(CONFIRM, new Body(FIELDS + "}")).body()).contains("\"expires_at\":null");
        assertThat(node().ask(TSIG, new Body(FIELDS + "}")).body()).contains("\"expires_at\":0");
    }

    @Test
    void a_key_is_granted() {
        Wire.Reply reply = node().ask(TSIG, new Body(FIELDS + ",\"x25519_pub\":\"dd\",\"x25519_pop\":\"\",\"signature_version\":2}"));
        assertThat(reply.brief()).isEqualTo("200 {\"tsig_key_name\":\"alice-cf1f4600-73b363.ops.example.\",\"tsig_secret_hex\":\""
                + "07".repeat(32) + "\",\"tsig_algorithm\":\"hmac-sha256\",\"allowed_suffixes\":[\"a.ops.example\",\"b.ops.example\"],"
                + "\"subject\":\"alice@example.com\",\"zone\":\"ops.example\",\"expires_at\":1803224691}");
        assertThat(keyRequests).singleElement().satisfies(request -> {
            assertThat(request.x25519Pub()).contains("dd");
            assertThat(request.x25519Pop()).contains("");
            assertThat(request.fields().signatureVersion()).isEqualTo(2);
        });
    }

    @Test
    void members_of_another_kind_count_as_missing_and_an_odd_version_as_none() {
        node().ask(TSIG, new Body("{\"subject\":1,\"ed25519_spk\":null,\"challenge\":[\"x\"],\"signature_version\":\"2\",\"x25519_pub\":{}}"));
        assertThat(keyRequests).singleElement().satisfies(request -> {
            assertThat(request.fields().subject()).isEmpty();
            assertThat(request.fields().ed25519Spk()).isEmpty();
            assertThat(request.fields().challenge()).isEmpty();
            assertThat(request.fields().signature()).isEmpty();
            assertThat(request.fields().signatureVersion()).isNotIn(1L, 2L);
            assertThat(request.x25519Pub()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "x", "{", "\"\"", "{} {}", "\u00ff"})
    void a_body_that_is_no_object_is_invalid(String body) {
        assertThat(node().ask(CONFIRM, new Body(body)).brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(node().ask(TSIG, new Body(body)).brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
        assertThat(tokenFields).isEmpty();
    }

    @Test
    void a_large_body_is_invalid_and_no_body_is_an_empty_object() {
        assertThat(node().ask(CONFIRM, new Body(FIELDS + ",\"x\":\"" + "x".repeat(16_384) + "\"}")).brief())
                .isEqualTo("400 {\"error\":\"invalid body\"}");
        node().ask(CONFIRM);
        assertThat(tokenFields).singleElement().satisfies(fields -> assertThat(fields.subject()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_has_its_answer_on_both_routes(RegistrationRefusal why, String answer) {
        refusal = Optional.of(why);
        assertThat(node().ask(CONFIRM, new Body(FIELDS + "}")).brief()).isEqualTo(answer);
        assertThat(node().ask(TSIG, new Body(FIELDS + "}")).brief()).isEqualTo(answer);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new RegistrationRefusal.Unavailable(), "404 {\"error\":\"not found\"}"),
                Arguments.of(new RegistrationRefusal.FieldMissing("challenge"), "400 {\"error\":\"missing or non-string field: challenge\"}"),
                Arguments.of(new RegistrationRefusal.SubjectInvalid(), "400 {\"error\":\"subject invalid: not of the form user@domain.example\"}"),
                Arguments.of(new RegistrationRefusal.NotHex("signature"), "400 {\"error\":\"signature: not valid hex\"}"),
                Arguments.of(new RegistrationRefusal.WrongLength("signature", 64, 2), "400 {\"error\":\"signature: expected 64 bytes, got 2\"}"),
                Arguments.of(new RegistrationRefusal.VersionUnknown(), "400 {\"error\":\"signature_version: not one of [1, 2]\"}"),
                Arguments.of(new RegistrationRefusal.ChallengeUnknown(), "400 {\"error\":\"challenge expired or unknown\"}"),
                Arguments.of(new RegistrationRefusal.SignatureInvalid(), "401 {\"error\":\"signature verification failed\"}"),
                Arguments.of(new RegistrationRefusal.DomainNotAllowed(), "403 {\"error\":\"subject not in registration allowlist\"}"),
                Arguments.of(new RegistrationRefusal.ProofInvalid(), "401 {\"error\":\"x25519_pop verification failed: "
                        + "registrant did not prove possession of the claimed X25519 key\"}"),
                Arguments.of(new RegistrationRefusal.ScopeUnderivable(), "500 {\"error\":\"internal error\"}"),
                Arguments.of(new RegistrationRefusal.KeyNameTooLong(),
                        "400 {\"error\":\"subject local part too long for TSIG key label (max 47 chars)\"}"),
                Arguments.of(new RegistrationRefusal.Held(), "409 {\"error\":\"subject already has a live token; "
                        + "re-registration must be signed with the previously-registered Ed25519 key\"}"));
    }

    @Test
    void asking_and_confirming_have_buckets_of_their_own_per_address() {
        asking = new Rate(5.0 / 3600, 5);
        confirming = asking;
        for (int i = 0; i < 5; i++) {
            assertThat(node().ask(CHALLENGE).status()).isEqualTo(200);
        }
        Wire.Reply refused = node().ask(CHALLENGE);
        assertThat(refused.brief()).isEqualTo("429 {\"error\":\"registration rate limit exceeded\"}");
        assertThat(refused.header("Retry-After")).contains("720");
        for (int i = 0; i < 5; i++) {
            assertThat(node().ask(i % 2 == 0 ? CONFIRM : TSIG, new Body("not json")).status()).isEqualTo(400);
        }
        assertThat(node().ask(CONFIRM, new Body("not json")).brief()).isEqualTo("429 {\"error\":\"registration rate limit exceeded\"}");
        assertThat(node().ask(CHALLENGE, "X-Forwarded-For: 203.0.113.7").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(720));
        assertThat(node().ask(CHALLENGE).status()).isEqualTo(200);
        assertThat(node().ask(CHALLENGE).status()).isEqualTo(429);
    }

    private Node node() {
        if (node.isEmpty()) {
            node = Optional.of(new Node(new RegistrationRoutes(challenges(), this::token, keys(), "node.example.com",
                    new AddressLimiter(asking, time), new AddressLimiter(confirming, time))));
        }
        return node.get();
    }

    private IssueChallenge challenges() {
        return new IssueChallenge() {
            @Override
            public boolean isAvailable() {
                return available;
            }

            @Override
            public Outcome issue() {
                return new Outcome.Issued(Challenge.fromHex("00".repeat(31) + "ff").orElseThrow(), "node.example.com",
                        Instant.ofEpochSecond(1_795_448_751), X25519PublicKey.fromHex("11".repeat(32)).orElseThrow());
            }
        };
    }

    private RegisterToken.Outcome token(RegistrationFields fields) {
        tokenFields.add(fields);
        return refusal.<RegisterToken.Outcome>map(RegisterToken.Outcome.Refused::new)
                .orElseGet(() -> new RegisterToken.Outcome.Granted(text, new Token(text.hash(), ALICE, Optional.empty(), 10, 50,
                        Node.NOON, end, Optional.empty(), Issuer.SELF_SERVICE, Optional.empty(), Optional.empty(), true)));
    }

    private RegisterTsigKey keys() {
        return new RegisterTsigKey() {
            @Override
            public boolean isAvailable() {
                return keysAvailable;
            }

            @Override
            public Outcome register(Request request) {
                keyRequests.add(request);
                return refusal.<Outcome>map(Outcome.Refused::new).orElseGet(RegistrationRoutesTest.this::granted);
            }
        };
    }

    private RegisterTsigKey.Outcome granted() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        TsigKey key = new TsigKey(new TsigKeyName("alice-cf1f4600-73b363.ops.example."), TsigAlgorithm.HMAC_SHA256,
                Secret.of(secret), new TreeSet<>(List.of(new ScopeSuffix("b.ops.example"), new ScopeSuffix("a.ops.example"))),
                Node.NOON, end, Optional.empty(), Optional.of(ALICE), Optional.empty(), Optional.empty(), true);
        return new RegisterTsigKey.Outcome.Granted(key, new OwnerName("ops.example"));
    }
}
