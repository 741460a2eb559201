package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.Registrant.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.Registrant.Challenge;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration and what a token then opens (registration.md 2 and 9), at a launched node, by somebody else's client. */
class RegistrationOverHttpTest {
    private static final String CONFIRM = "POST /v1/registration/confirm";
    private static final String TSIG = "POST /v1/registration/tsig-confirm";
    private static final String ZERO_KEY = "0".repeat(64);

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;

    @BeforeAll
    static void start() {
        node = NodeUnderTest.in(directory).with("DMP_DATA_DIR", "data").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_HTTP_RATE", "0").with("DMP_AUTH_MODE", "multi-tenant").with("DMP_OPERATOR_TOKEN", "operator")
                .with("DMP_SERVED_ZONE", "mesh.example").with("DMP_NODE_HOSTNAME", "node.mesh.example").with("DMP_DNS_UPDATE_ENABLED", "1")
                .with("DMP_REGISTRATION_ENABLED", "1").with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0")
                .with("DMP_REGISTRATION_ALLOWLIST", "mesh.example, example.com").with("DMP_REGISTRATION_ISSUED_RATE_PER_SEC", "0.001")
                .with("DMP_REGISTRATION_ISSUED_RATE_BURST", "12").start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_token_is_had_and_a_second_one_ends_the_first() {
        Registrant alice = new Registrant();
        HttpWire.Reply first = confirm(alice, "alice@mesh.example");
        assertThat(first.brief()).matches("200 \\{\"token\":\"dmp_v1_[A-Z2-7]{52}\",\"subject\":\"alice@mesh.example\",\"expires_at\":[0-9]{10},"
                + "\"rate_per_sec\":0\\.001,\"rate_burst\":12}");
        assertThat(first.header("Cache-Control")).contains("no-store");
        HttpWire.Reply second = confirm(alice, "alice@mesh.example");
        assertThat(write("dmp.alice.mesh.example", member(first, "token"))).isEqualTo("401 {\"error\":\"unauthorized\"}");
        assertThat(write("dmp.alice.mesh.example", member(second, "token"))).isEqualTo("201 {\"ok\":true}");
    }

    @Test
    void a_token_opens_its_own_names_and_the_shared_pools_and_nothing_else() {
        HttpWire.Reply granted = confirm(new Registrant(), "bob@mesh.example");
        String token = member(granted, "token");
        String bob = Registrant.hash("bob", 16);
        for (String own : List.of("dmp.bob", "id-" + bob, "prekeys.id-" + bob.substring(0, 12), "rotate.dmp.bob", "rotate.id-" + bob)) {
            assertThat(write(own + ".mesh.example", token)).as(own).isEqualTo("201 {\"ok\":true}");
        }
        for (String pool : List.of("slot-1.mb-0123456789ab", "chunk-2-0123456789ab")) {
            assertThat(write(pool + ".mesh.example", token)).as(pool).isEqualTo("201 {\"ok\":true}");
            assertThat(ask("DELETE /v1/records/" + pool + ".mesh.example", token)).as(pool).isEqualTo("401 {\"error\":\"unauthorized\"}");
        }
        for (String closed : List.of("dmp.alice.mesh.example", "dmp.bob.example.com", "id-" + Registrant.hash("alice", 16) + ".mesh.example",
                "id-" + bob + ".example.com", "rotate.dmp.id-" + bob.substring(0, 12) + ".mesh.example", "pk-1." + bob.substring(0, 12)
                + ".mesh.example", "claim-1.mb-0123456789ab.mesh.example", "cluster.mesh.example", "_dmp.bob.mesh.example", "free.mesh.example")) {
            assertThat(write(closed, token)).as(closed).isEqualTo("401 {\"error\":\"unauthorized\"}");
        }
        assertThat(ask("GET /v1/records/dmp.bob.mesh.example", token)).as("reading is the operator's").startsWith("401");
        assertThat(ask("GET /metrics", token)).startsWith("401");
        assertThat(ask("DELETE /v1/records/dmp.bob.mesh.example", token)).isEqualTo("204");
        assertThat(ask("GET /v1/sync/digest", token)).isEqualTo("403 {\"error\":\"forbidden\"}");
        assertThat(write("dmp.bob.mesh.example", "operator")).isEqualTo("201 {\"ok\":true}");
    }

    @Test
    void a_tsig_key_is_had_with_the_suffixes_of_its_owner() {
        Registrant carol = new Registrant();
        Challenge challenge = Challenge.asked(node.httpPort());
        String spk = carol.spk();
        HttpWire.Reply granted = post(TSIG, carol.fields("carol@mesh.example", challenge) + ",\"x25519_pub\":\"" + carol.x25519()
                + "\",\"x25519_pop\":\"" + carol.possession("carol@mesh.example", challenge) + "\"}");
        String mailbox = Registrant.hash(java.util.HexFormat.of().parseHex(Registrant.hash(java.util.HexFormat.of().parseHex(carol.x25519()))));
        assertThat(granted.brief()).matches("200 \\{\"tsig_key_name\":\"carol-" + spk.substring(0, 8) + "-"
                + Registrant.hash("carol@mesh.example", 6) + "\\.mesh\\.example\\.\",\"tsig_secret_hex\":\"[0-9a-f]{64}\","
                + "\"tsig_algorithm\":\"hmac-sha256\",\"allowed_suffixes\":\\[.*],\"subject\":\"carol@mesh.example\",\"zone\":\"mesh.example\","
                + "\"expires_at\":[0-9]{10}}");
        assertThat(granted.body()).contains("\"_dnsmesh-claim-" + spk.substring(0, 16) + ".mesh.example\"", "\"_dnsmesh-claim-*.mesh.example\"",
                "\"slot-*.mb-*.mesh.example\"", "\"chunk-*-*.mesh.example\"", "\"claim-*.mb-*.mesh.example\"", "\"id-"
                        + Registrant.hash("carol", 16) + ".mesh.example\"", "\"id-" + Registrant.hash("carol", 12) + ".mesh.example\"",
                "\"mb-" + mailbox.substring(0, 12) + ".mesh.example\"");
        Challenge unproven = Challenge.asked(node.httpPort());
        assertThat(post(TSIG, new Registrant().fields("dave@mesh.example", unproven) + ",\"x25519_pub\":\"" + carol.x25519() + "\"}").brief())
                .as("a client that sends the key and no proof").startsWith("200").doesNotContain("\"mb-");
    }

    @Test
    void a_subject_belongs_to_the_key_that_took_it_on_either_route() {
        Registrant erin = new Registrant();
        assertThat(confirm(erin, "erin@mesh.example").status()).isEqualTo(200);
        assertThat(confirm(new Registrant(), "erin@mesh.example").brief()).startsWith("409 {\"error\":\"subject already has a live token");
        assertThat(post(TSIG, new Registrant().fields("erin@mesh.example", Challenge.asked(node.httpPort())) + "}").status()).isEqualTo(409);
        assertThat(post(TSIG, erin.fields("erin@mesh.example", Challenge.asked(node.httpPort())) + "}").status()).isEqualTo(200);
    }

    @Test
    void a_challenge_serves_once_whatever_comes_of_it() {
        Registrant mallory = new Registrant();
        Challenge challenge = Challenge.asked(node.httpPort());
        String wrong = mallory.fields("mallory@mesh.example", challenge).replaceFirst("\"signature\":\"[0-9a-f]{8}", "\"signature\":\"00000000");
        assertThat(post(CONFIRM, wrong + "}").brief()).isEqualTo("401 {\"error\":\"signature verification failed\"}");
        assertThat(post(CONFIRM, mallory.fields("mallory@mesh.example", challenge) + "}").brief())
                .isEqualTo("400 {\"error\":\"challenge expired or unknown\"}");
    }

    @Test
    void what_was_signed_is_the_canonical_subject() {
        Registrant trent = new Registrant();
        Challenge challenge = Challenge.asked(node.httpPort());
        String canonical = trent.fields("trent@mesh.example", challenge);
        assertThat(post(CONFIRM, canonical.replace("trent@mesh.example", " Trent@Mesh.Example ") + "}").status()).isEqualTo(200);
        assertThat(post(CONFIRM, trent.fields("Trent@mesh.example", Challenge.asked(node.httpPort())) + "}").status()).isEqualTo(401);
    }

    @Test
    void policy_speaks_after_the_signature() {
        Registrant stranger = new Registrant();
        assertThat(confirm(stranger, "eve@elsewhere.example").brief()).isEqualTo("403 {\"error\":\"subject not in registration allowlist\"}");
        Challenge challenge = Challenge.asked(node.httpPort());
        assertThat(post(CONFIRM, stranger.fields("eve@sub.mesh.example", challenge).replace(stranger.spk(), new Registrant().spk()) + "}").status())
                .isEqualTo(401);
        assertThat(post(CONFIRM, stranger.fields("eve@mesh.example", Challenge.asked(node.httpPort())).replace(stranger.spk(), ZERO_KEY) + "}").status())
                .as("a key of low order").isEqualTo(401);
    }

    @Test
    void a_proof_of_possession_must_hold_and_a_name_must_fit() {
        Registrant frank = new Registrant();
        Challenge challenge = Challenge.asked(node.httpPort());
        String fields = frank.fields("frank@mesh.example", challenge);
        assertThat(post(TSIG, fields + ",\"x25519_pub\":\"" + frank.x25519() + "\",\"x25519_pop\":\"" + ZERO_KEY + "\"}").brief())
                .startsWith("401 {\"error\":\"x25519_pop verification failed");
        assertThat(post(TSIG, frank.fields("frank@mesh.example", Challenge.asked(node.httpPort())) + ",\"x25519_pub\":\"xyz\"}").brief())
                .isEqualTo("400 {\"error\":\"x25519_pub: not valid hex\"}");
        String longest = "a".repeat(48) + "@mesh.example";
        assertThat(post(TSIG, frank.fields(longest, Challenge.asked(node.httpPort())) + "}").brief())
                .startsWith("400 {\"error\":\"subject local part too long for TSIG key label");
        assertThat(confirm(frank, longest).status()).as("a token has no such name").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "ed25519_spk", "challenge", "signature"})
    void a_member_that_is_missing_is_named(String member) {
        String whole = new Registrant().fields("grace@mesh.example", new Challenge(ZERO_KEY, "node.mesh.example", ZERO_KEY)) + "}";
        for (String instead : List.of("\"other\":\"x\"", "\"" + member + "\":\"\"", "\"" + member + "\":1", "\"" + member + "\":null")) {
            String body = whole.replaceFirst("\"" + member + "\":\"[^\"]*\"", instead);
            for (String route : List.of(CONFIRM, TSIG)) {
                assertThat(post(route, body).brief()).isEqualTo("400 {\"error\":\"missing or non-string field: " + member + "\"}");
            }
        }
        assertThat(post(CONFIRM, "").brief()).isEqualTo("400 {\"error\":\"missing or non-string field: subject\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ed25519_spk|zz|not valid hex", "ed25519_spk|00|expected 32 bytes, got 1", "signature|0|not valid hex",
            "signature|0000|expected 64 bytes, got 2", "challenge|ää|not valid hex", "challenge|000000|expected 32 bytes, got 3"})
    void what_is_not_the_right_hex_is_told(String member, String value, String reason) {
        String whole = new Registrant().fields("heidi@mesh.example", new Challenge(ZERO_KEY, "node.mesh.example", ZERO_KEY)) + "}";
        assertThat(post(CONFIRM, whole.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"")).brief())
                .isEqualTo("400 {\"error\":\"" + member + ": " + reason + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@example", "a@b..com", "-a@ex.com", "a..b@ex.com", "a/b@ex.com", "а@ex.com"})
    void a_subject_that_is_none_is_refused(String subject) {
        String whole = new Registrant().fields("x@mesh.example", new Challenge(ZERO_KEY, "node.mesh.example", ZERO_KEY)) + "}";
        assertThat(post(CONFIRM, whole.replace("x@mesh.example", subject)).brief()).startsWith("400 {\"error\":\"subject invalid: ");
    }

    @Test
    void a_body_must_be_an_object_of_16384_octets_at_most() {
        for (String route : List.of(CONFIRM, TSIG)) {
            for (String body : List.of("[]", "1", "{", "{} {}", "{\"a\":\"" + "x".repeat(16_384) + "\"}")) {
                assertThat(post(route, body).brief()).isEqualTo("400 {\"error\":\"invalid body\"}");
            }
        }
    }

    @Test
    void a_token_that_writes_too_much_waits() {
        String token = member(confirm(new Registrant(), "ivan@mesh.example"), "token");
        for (int i = 0; i < 12; i++) {
            assertThat(write("dmp.ivan.mesh.example", token)).startsWith("201");
        }
        HttpWire.Reply throttled = HttpWire.ask(node.httpPort(), "POST /v1/records/dmp.ivan.mesh.example",
                List.of("Authorization: Bearer " + token), "not even read");
        assertThat(throttled.brief()).isEqualTo("429 {\"error\":\"per-token rate limit exceeded\"}");
        assertThat(throttled.header("Retry-After")).isPresent();
        assertThat(write("dmp.alice.mesh.example", token)).as("only who may is throttled").startsWith("401");
    }

    private static HttpWire.Reply confirm(Registrant registrant, String subject) {
        return post(CONFIRM, registrant.fields(subject, Challenge.asked(node.httpPort())) + "}");
    }

    private static HttpWire.Reply post(String route, String body) {
        return HttpWire.ask(node.httpPort(), route, List.of(), body);
    }

    private static String ask(String methodAndTarget, String token) {
        return HttpWire.ask(node.httpPort(), methodAndTarget, "Authorization: Bearer " + token).brief();
    }

    private static String write(String name, String token) {
        return HttpWire.ask(node.httpPort(), "POST /v1/records/" + name, List.of("Authorization: Bearer " + token), "{\"value\":\"x\"}").brief();
    }
}
