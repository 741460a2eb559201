package dev.dnsmesh.adapters.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FetchIdentity;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Fetched;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Pinned;
import dev.dnsmesh.application.client.port.in.OwnIdentity;
import dev.dnsmesh.application.client.port.in.PublishIdentity;
import dev.dnsmesh.application.client.port.in.RefreshPrekeys;
import dev.dnsmesh.application.client.port.in.RotateIdentity;
import dev.dnsmesh.application.client.port.in.ShowIdentityStatus.Status;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.UserId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityCommandsTest {
    private static final X25519PublicKey PUB = X25519PublicKey.fromHex("55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877").orElseThrow();
    private static final Ed25519PublicKey SPK = Ed25519PublicKey.fromHex("b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80").orElseThrow();
    private static final String FINGERPRINT = "a34f872fc591de11";

    private final List<Object> orders = new ArrayList<>();
    private ClientResult<Fetched> fetched = fetched(Optional.empty());
    private boolean stale;

    private static ClientResult<Fetched> fetched(Optional<Pinned> pinned) {
        return ClientResult.done(new Fetched("alice", "alice@a.example", PUB, SPK, 1_772_366_400, "dmp.a.example", FINGERPRINT, pinned));
    }

    private Typed run(String... arguments) {
        return Typed.in(Map.of("HOME", "/home/ann"), session -> List.of(new Word("identity", () -> new IdentityCommand(session,
                new IdentityCommand.Cases(
                        () -> () -> ClientResult.done(new OwnIdentity("alice", "a.example", "alice@a.example", PUB, SPK, UserId.of(PUB), FINGERPRINT)),
                        () -> this::published, () -> this::refreshed, () -> this::found, () -> this::rotated,
                        () -> () -> ClientResult.done(new Status("alice@a.example", FINGERPRINT, "dmp.a.example", Optional.of(1_772_366_400L),
                                Optional.of(1_772_370_000L), 1,
                                "prekeys.id-1.a.example", 3, Optional.of(1_772_452_800L), 5, Optional.of("key."), Optional.empty(), Optional.empty())))))),
                arguments);
    }

    private ClientResult<PublishIdentity.Published> published(long ttl, boolean envelopes) {
        orders.add(List.of(ttl, envelopes));
        return ClientResult.done(new PublishIdentity.Published("dmp.a.example", "alice@a.example", List.of(1, 2), ttl, FINGERPRINT, 1));
    }

    private ClientResult<RefreshPrekeys.Refreshed> refreshed(int count, long ttl) {
        orders.add(List.of(count, ttl));
        return ClientResult.done(new RefreshPrekeys.Refreshed("prekeys.id-1.a.example", count, count - 1, 40));
    }

    private ClientResult<Fetched> found(FetchIdentity.Order order) {
        orders.add(order);
        return fetched;
    }

    private ClientResult<RotateIdentity.Rotated> rotated(RotateIdentity.Order order) {
        orders.add(order);
        return ClientResult.done(new RotateIdentity.Rotated("alice@a.example", SPK, SPK, 7, false, true, stale, List.of("beware")));
    }

    @Test
    void show_prints_the_lines_and_the_shape_of_the_reference() {
        assertThat(run("identity", "show").out()).startsWith("username: alice\ndomain: a.example\npublic_key: " + PUB.hex()
                + "\nsigning_public_key: " + SPK.hex() + "\nuser_id: 7d59a7e134af369bfdea398813ea5b58545895af52d855ed25a7b71459f47288\n");
        assertThat(run("identity", "show", "--json").out()).startsWith("{\"username\":\"alice\",\"domain\":\"a.example\",\"public_key\":\"55d5");
    }

    @Test
    void a_qr_code_is_drawn_on_request() {
        String drawn = run("identity", "show", "--qr").out();
        assertThat(drawn.lines().filter(line -> line.contains("█")).count()).isGreaterThan(10);
        assertThat(run("identity", "show").out()).doesNotContain("█");
    }

    @Test
    void publish_has_the_defaults_of_the_reference_and_the_json_of_ours() {
        assertThat(run("identity", "publish", "--json").out()).isEqualTo("{\"ok\":true,\"command\":\"identity publish\",\"name\":\"dmp.a.example\","
                + "\"address\":\"alice@a.example\",\"versions\":[1,2],\"ttl\":86400,\"fingerprint\":\"a34f872fc591de11\",\"replaced\":1}\n");
        run("identity", "publish", "--ttl", "60", "--advertise-v2");
        assertThat(orders).containsExactly(List.of(86_400L, false), List.of(60L, true));
    }

    @Test
    void refresh_counts() {
        Typed refreshed = run("identity", "refresh-prekeys");
        assertThat(refreshed.exit()).isZero();
        assertThat(refreshed.out()).isEqualTo("published 24/25 prekeys at prekeys.id-1.a.example\nlive prekeys here: 40\n");
        assertThat(run("identity", "refresh-prekeys", "--count", "2", "--json").out()).endsWith("\"requested\":2,\"published\":1,\"live\":40}\n");
    }

    @Test
    void fetch_keeps_remarks_out_of_standard_output() {
        fetched = fetched(Optional.of(new Pinned("alice@a.example", Pinned.How.ADDED)));

        Typed json = run("identity", "fetch", "alice@a.example", "--add", "--json");

        assertThat(json.out()).hasLineCount(1).startsWith("{\"username\":\"alice\",\"address\":\"alice@a.example\",\"public_key\":\"55d5")
                .contains("\"ts\":1772366400,\"dns_name\":\"dmp.a.example\"", "\"pinned\":\"added\"");
        assertThat(json.err()).contains("added the contact alice@a.example");
        assertThat(orders.getFirst()).isEqualTo(new FetchIdentity.Order("alice@a.example", Optional.empty(), true, false, Optional.empty()));
        assertThat(run("identity", "fetch", "alice@a.example").out()).startsWith("address: alice@a.example\nusername: alice\npublic_key: 55d5")
                .contains("\npublished at: 2026-03-01T12:00:00Z\n");
    }

    @Test
    void ambiguity_has_a_line_for_each_candidate() {
        fetched = ClientFailure.of(ClientErrorCode.AMBIGUOUS, "two claim it").with("candidates", List.of(
                Map.of("fingerprint", "1111111111111111", "public_key", "aa", "signing_public_key", "bb", "ts", 1L),
                Map.of("fingerprint", "2222222222222222", "public_key", "cc", "signing_public_key", "dd", "ts", 2L))).result();

        Typed refused = run("identity", "fetch", "alice@a.example", "--json");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("1111111111111111").contains("2222222222222222").contains("dnsmesh: two claim it");
        assertThat(refused.out()).hasLineCount(1).contains("\"code\":\"ambiguous\"", "\"candidates\":[{");
    }

    @Test
    void what_this_version_cannot_is_said_in_one_line() {
        Typed refused = run("identity", "fetch", "alice@a.example", "--via-bootstrap");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains("not in this version");
        assertThat(orders).isEmpty();
    }

    @Test
    void rotating_needs_the_word_experimental() {
        assertThat(run("identity", "rotate", "--yes").exit()).isEqualTo(1);
        assertThat(run("identity", "rotate", "--experimental", "--reason", "boredom").exit()).isEqualTo(2);
        assertThat(orders).isEmpty();
    }

    @Test
    void a_new_passphrase_file_is_found_again_from_other_directories() {
        run("identity", "rotate", "--experimental", "--yes", "--new-passphrase-file", "new.txt");
        run("identity", "rotate", "--experimental", "--yes", "--new-passphrase-file", "~/new.txt");
        assertThat(orders).extracting(order -> ((RotateIdentity.Order) order).newPassphraseFile())
                .containsExactly(Optional.of(Path.of("new.txt").toAbsolutePath().toString()), Optional.of("~/new.txt"));
    }

    @Test
    void a_stale_passphrase_in_the_environment_is_status_3() {
        assertThat(run("identity", "rotate", "--experimental", "--yes").exit()).isZero();
        stale = true;
        Typed rotated = run("identity", "rotate", "--experimental", "--yes", "--json");
        assertThat(rotated.exit()).isEqualTo(3);
        assertThat(rotated.out()).contains("\"subject\":\"alice@a.example\"", "\"seq\":7", "\"revoked\":false", "\"swapped\":true", "\"warnings\":[\"beware\"]");
        assertThat(rotated.err()).contains("warning: beware");
    }

    @Test
    void status_says_what_is_published() {
        assertThat(run("identity", "status").out()).contains("identity: published at 2026-03-01T12:00:00Z until about 2026-03-01T13:00:00Z", "other identities at that name: 1",
                "prekeys: 3 live, the last until 2026-03-02T12:00:00Z; held here: 5", "tsig key: key., no expiry known");
        assertThat(run("identity", "status", "--json").out()).contains("\"prekeys\":{\"name\":\"prekeys.id-1.a.example\",\"live\":3,");
    }
}
