package dev.dnsmesh.application.client.usecase.registration;

import static dev.dnsmesh.application.client.fakes.ClientWorld.NOON;
import static dev.dnsmesh.application.client.fakes.ClientWorld.PASSPHRASE;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.Registration;
import dev.dnsmesh.application.client.port.out.NodeApi.Challenge;
import dev.dnsmesh.application.client.port.out.NodeApi.Confirmation;
import dev.dnsmesh.application.client.port.out.NodeApi.MintedKey;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.NodeApi.Token;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String CHALLENGE = "ab".repeat(32);
    private static final X25519PrivateKey NODE_KEY = new X25519PrivateKey(Secret.of(new byte[32]));

    private final ClientWorld world = ClientWorld.ofAlice();

    private Ceremony ceremony() {
        return new Ceremony(world.configuration(), world.unlocking(), world.node, world);
    }

    private ObtainTokenUseCase tokens() {
        return new ObtainTokenUseCase(ceremony(), world.node, world.home, world, world);
    }

    private ObtainTsigKeyUseCase keys() {
        return new ObtainTsigKeyUseCase(ceremony(), world.node, new PossessionProof(world.crypto, world.crypto), world.configuration(), world);
    }

    private void challenging(String node, List<Integer> versions) {
        world.node.challenging(new Reply.Ok<>(new Challenge(CHALLENGE, node, Optional.of(world.crypto.publicKey(NODE_KEY).hex()), versions)));
    }

    private void issuing() {
        challenging("node.example", List.of(1, 2));
        world.node.confirming(new Reply.Ok<>(new Token("dmp_v1_abc", "alice@mesh.local", Optional.of(NOON.getEpochSecond() + 10))));
        world.node.minting(new Reply.Ok<>(new MintedKey("alice-1.mesh.local.", "00ff".repeat(16), "hmac-sha256",
                List.of("id-1.mesh.local"), "alice@mesh.local", "mesh.local", NOON.getEpochSecond() + 90)));
    }

    private static Registration at(String node) {
        return new Registration(node, Optional.empty(), "https");
    }

    private ClientFailure confirmed(int status) {
        issuing();
        world.node.confirming(new Reply.Status<>(status, "why"));
        return failure(tokens().obtain(at("node.example")));
    }

    private Confirmation sent() {
        return world.node.confirmations().getLast();
    }

    private static dev.dnsmesh.domain.registration.Challenge octets() {
        return dev.dnsmesh.domain.registration.Challenge.fromHex(CHALLENGE).orElseThrow();
    }

    private boolean verifies(Octets text) {
        return world.crypto.verifies(world.identity(PASSPHRASE).signingKey(), text,
                new Signature(Octets.fromHex(sent().signature()).orElseThrow()));
    }

    @Test
    void a_token_is_saved_under_the_host() {
        issuing();

        var obtained = done(tokens().obtain(at("https://node.example/")));

        assertThat(obtained.file()).endsWith("/node.example.json");
        assertThat(world.home.all()).singleElement().satisfies(token -> {
            assertThat(token.token()).isEqualTo("dmp_v1_abc");
            assertThat(token.registeredSpk()).isEqualTo(world.identity(PASSPHRASE).signingKey().hex());
            assertThat(token.savedAt()).isEqualTo(NOON.getEpochSecond());
        });
    }

    /** Defect 6 of client.md 18. */
    @Test
    void a_node_with_a_port_names_a_file_without_it() {
        issuing();

        done(tokens().obtain(at("node.example:8053")));

        assertThat(world.home.usable("node.example", NOON)).isPresent();
    }

    /** Defect 6 of client.md 18. */
    @Test
    void a_node_that_no_file_can_be_named_after_is_told_before_a_token_is_lost() {
        assertThat(failure(tokens().obtain(at("[::1]:8053"))).exit()).isEqualTo(1);
        assertThat(world.node.calls()).isZero();
    }

    /** Defect 4 of client.md 18. */
    @Test
    void a_mistyped_passphrase_never_reaches_the_node() {
        issuing();
        done(tokens().obtain(at("node.example")));
        int before = world.node.calls();
        world.variable("DMP_PASSPHRASE", "typo");

        assertThat(failure(tokens().obtain(at("node.example"))).code()).isEqualTo(ClientErrorCode.PASSPHRASE_MISMATCH);
        assertThat(failure(keys().obtain(at("node.example"), Optional.empty(), 53)).code()).isEqualTo(ClientErrorCode.PASSPHRASE_MISMATCH);
        assertThat(world.node.calls()).isEqualTo(before);
    }

    /** Defect 5 of client.md 18. */
    @Test
    void a_subject_with_capitals_is_signed_in_canonical_form() {
        issuing();

        done(tokens().obtain(new Registration("node.example", Optional.of(" Alice@Mesh.Local "), "https")));

        assertThat(sent().subject()).isEqualTo("alice@mesh.local");
        assertThat(verifies(RegistrationText.version2(octets(), new Subject("alice@mesh.local"), "node.example", Purpose.TOKEN))).isTrue();
    }

    @Test
    void a_subject_unlike_the_user_name_is_warned_about() {
        issuing();

        done(tokens().obtain(new Registration("node.example", Optional.of("other@mesh.local"), "https")));

        assertThat(world.warnings).singleElement().asString().contains("'other'").contains("'alice'");
    }

    @Test
    void without_an_endpoint_the_words_say_how_to_use_the_token() {
        issuing();
        world.home.with(world.settings().withHome(new Home("mesh.local", "", Optional.empty(), "", "", 0)));

        done(tokens().obtain(at("node.example")));

        assertThat(world.hints).singleElement().asString().contains("config set endpoint https://node.example");
    }

    @Test
    void an_old_node_gets_the_first_version_of_the_signed_text() {
        issuing();
        challenging("node.example", List.of(1));

        done(tokens().obtain(at("node.example")));

        assertThat(sent().signatureVersion()).isEqualTo(1);
        assertThat(verifies(RegistrationText.version1(octets(), new Subject("alice@mesh.local"), "node.example"))).isTrue();
    }

    @Test
    void a_node_that_passes_on_the_challenge_of_another_gets_no_signature() {
        issuing();
        challenging("bank.example", List.of(1, 2));

        assertThat(failure(tokens().obtain(at("node.example"))).code()).isEqualTo(ClientErrorCode.BAD_RESPONSE);
        assertThat(world.node.confirmations()).isEmpty();
    }

    @Test
    void this_machine_may_call_itself_what_it_likes() {
        issuing();

        done(tokens().obtain(new Registration("127.0.0.1:8053", Optional.empty(), "http")));

        assertThat(world.home.usable("127.0.0.1", NOON)).isPresent();
    }

    @Test
    void a_tsig_key_goes_into_the_configuration_with_its_expiry() {
        issuing();

        var obtained = done(keys().obtain(at("node.example:8053"), Optional.empty(), 5353));

        assertThat(obtained.server()).isEqualTo("node.example");
        assertThat(obtained.scope()).containsExactly("id-1.mesh.local");
        assertThat(world.settings().tsig()).hasValueSatisfying(key -> {
            assertThat(key.keyName()).isEqualTo("alice-1.mesh.local.");
            assertThat(key.zone()).isEqualTo("mesh.local");
            assertThat(key.server()).isEqualTo("node.example");
            assertThat(key.port()).isEqualTo(5353);
        });
        assertThat(world.settings().ours().tsigExpiresAt()).isEqualTo(NOON.getEpochSecond() + 90);
    }

    @Test
    void a_key_for_another_zone_than_the_own_one_is_warned_about() {
        issuing();
        world.node.minting(new Reply.Ok<>(new MintedKey("k.", "00ff", "hmac-sha256", List.of(), "alice@mesh.local", "other.example", 0)));

        done(keys().obtain(at("node.example"), Optional.empty(), 53));

        assertThat(world.warnings).singleElement().asString().contains("other.example").contains("mesh.local");
    }

    @Test
    void the_proof_of_possession_holds_for_the_node() {
        issuing();
        done(keys().obtain(at("node.example"), Optional.empty(), 53));

        Octets proof = Octets.fromHex(sent().x25519Proof().orElseThrow()).orElseThrow();
        assertThat(new PossessionProof(world.crypto, world.crypto).holds(proof, NODE_KEY, world.identity(PASSPHRASE).encryptionKey(),
                octets(), new Subject("alice@mesh.local"))).isTrue();
        assertThat(sent().x25519Pub()).contains(world.identity(PASSPHRASE).encryptionKey().hex());
    }

    @Test
    void a_node_without_an_ephemeral_key_gets_an_empty_proof() {
        issuing();
        world.node.challenging(new Reply.Ok<>(new Challenge(CHALLENGE, "node.example", Optional.empty(), List.of(1))));

        done(keys().obtain(at("node.example"), Optional.empty(), 53));

        assertThat(sent().x25519Proof()).contains("");
    }

    @Test
    void statuses_have_the_exits_of_the_reference() {
        assertThat(confirmed(400).exit()).isEqualTo(2);
        assertThat(confirmed(401).exit()).isEqualTo(1);
        assertThat(confirmed(403)).satisfies(f -> assertThat(f.code()).isEqualTo(ClientErrorCode.NOT_ALLOWED), f -> assertThat(f.exit()).isEqualTo(1));
        assertThat(confirmed(404).exit()).isEqualTo(2);
        assertThat(confirmed(409)).satisfies(f -> assertThat(f.code()).isEqualTo(ClientErrorCode.ALREADY_OWNED), f -> assertThat(f.exit()).isEqualTo(1));
        assertThat(confirmed(429)).satisfies(f -> assertThat(f.code()).isEqualTo(ClientErrorCode.RATE_LIMITED), f -> assertThat(f.exit()).isEqualTo(2));
        assertThat(confirmed(500).exit()).isEqualTo(2);
        issuing();
        world.node.minting(new Reply.Status<>(404, ""));
        assertThat(failure(keys().obtain(at("node.example"), Optional.empty(), 53)).exit()).isEqualTo(1);
    }

    @Test
    void a_node_without_registration_and_one_that_is_down_are_told_apart() {
        assertThat(failure(tokens().obtain(at("node.example"))).code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        world.node.challenging(new Reply.Status<>(404, ""));
        assertThat(failure(tokens().obtain(at("node.example"))).exit()).isEqualTo(1);
    }

    @Test
    void a_key_that_cannot_be_used_is_not_saved() {
        issuing();
        world.node.minting(new Reply.Ok<>(new MintedKey("k.", "xyz", "hmac-sha256", List.of(), "alice@mesh.local", "mesh.local", 0)));

        assertThat(failure(keys().obtain(at("node.example"), Optional.empty(), 53)).code()).isEqualTo(ClientErrorCode.BAD_RESPONSE);
        assertThat(world.settings().tsig()).isEmpty();
    }

    @Test
    void tokens_are_listed_without_themselves_and_forgotten_by_host_or_url() {
        issuing();
        done(tokens().obtain(at("node.example")));
        var keeping = new KeepTokensUseCase(world.home);

        assertThat(keeping.list()).singleElement().satisfies(token -> {
            assertThat(token.tokenPrefix()).isEqualTo("dmp_v1_abc");
            assertThat(token.tokenLength()).isEqualTo(10);
        });
        assertThat(done(keeping.forget("https://node.example:8053/"))).isEqualTo("node.example");
        assertThat(failure(keeping.forget("node.example")).exit()).isEqualTo(1);
    }

    @Test
    void without_a_configuration_nobody_is_asked_anything() {
        var bare = new ClientWorld();
        var failure = failure(new ObtainTokenUseCase(new Ceremony(bare.configuration(), bare.unlocking(), bare.node, bare), bare.node,
                bare.home, bare, bare).obtain(at("node.example")));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.NO_CONFIG);
    }
}
