package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.done;
import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.PublishedPrekeys;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RefreshPrekeys.Refreshed;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.usecase.identity.PrekeyPublishing;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.record.prekey.Prekey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshPrekeysTest {
    private static final Sent REFUSED = new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 0);

    private final InMemoryDns dns = new InMemoryDns();
    private final Person alice = new Person("alice@a.test", dns);

    private ClientResult<Refreshed> refresh(int count) {
        var writer = new ZoneWriter(new WriterChoice(alice.directory, ClientEnvironment.EMPTY, alice.directory), dns, alice.directory,
                alice.directory);
        var publishing = new PrekeyPublishing(alice.shared(), writer, new X25519KeyAgreement(), alice.directory, alice.directory,
                alice.directory);
        return publishing.refresh(alice.directory.settings, done(OwnNames.of(alice.directory.settings)), alice.identity(), count, 86_400);
    }

    private List<Prekey> asOthersSeeThem() {
        return new PublishedPrekeys(dns, new Ed25519SignatureVerifier(), alice.directory)
                .live("alice", "a.test", alice.identity().signingKey()).orElseThrow();
    }

    private StoredPrekey stored(long id, Duration ended) {
        return new StoredPrekey(id, Secret.of(new byte[32]), new X25519KeyAgreement().publicKey(
                new X25519PrivateKey(Secret.of(new byte[32]))), Directory.NOON.minus(ended), Directory.NOON, Optional.empty());
    }

    @Test
    void what_others_find_opens_with_what_is_held() {
        assertThat(done(refresh(25))).isEqualTo(new Refreshed(alice.prekeyOwner().text(), 25, 25, 25));

        assertThat(asOthersSeeThem()).hasSize(25).allSatisfy(prekey -> assertThat(alice.state.prekeys())
                .anySatisfy(held -> {
                    assertThat(held.id()).isEqualTo(prekey.id().value());
                    assertThat(new X25519KeyAgreement().publicKey(new X25519PrivateKey(held.privateKey()))).isEqualTo(prekey.publicKey());
                    assertThat(held.wire()).isPresent();
                }));
    }

    @Test
    void all_of_them_go_out_in_one_update() {
        done(refresh(25));

        assertThat(dns.updates()).singleElement().satisfies(update -> assertThat(update.changes()).hasSize(25));
    }

    @Test
    void the_files_of_other_clients_hold_them_too() {
        done(refresh(3));

        assertThat(alice.directory.files.prekeys()).hasSize(3).allSatisfy(prekey -> assertThat(prekey.wire()).isPresent());
    }

    @Test
    void private_halves_are_durable_before_anything_is_published() {
        dns.answerNext(new Sent.Unreachable("timed out", 0));

        var failure = failure(refresh(5));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(alice.state.prekeys()).hasSize(5).allSatisfy(prekey -> assertThat(prekey.wire()).isEmpty());
        assertThat(alice.directory.files.prekeys()).hasSize(5);
    }

    @Test
    void a_node_with_room_for_some_gets_those_and_the_rest_is_a_remark() {
        dns.answerNext(REFUSED);
        dns.answerNext(new Sent.Accepted(1, 100, "udp"));
        dns.answerNext(REFUSED);
        dns.answerNext(REFUSED);
        dns.answerNext(REFUSED);

        Refreshed refreshed = done(refresh(4));

        assertThat(refreshed.published()).isEqualTo(2);
        assertThat(alice.directory.warnings).singleElement().asString().contains("REFUSED");
        assertThat(asOthersSeeThem()).hasSize(2);
    }

    @Test
    void ids_in_the_store_or_in_the_files_are_not_drawn_again() {
        done(refresh(2));
        long drawn = alice.state.prekeys().getFirst().id();
        var again = new Person("alice@a.test", new InMemoryDns());
        again.state.addPrekeys(List.of(stored(drawn, Duration.ofHours(-1))));

        var publishing = new PrekeyPublishing(again.shared(), new ZoneWriter(new WriterChoice(again.directory, ClientEnvironment.EMPTY,
                again.directory), again.dns, again.directory, again.directory), new X25519KeyAgreement(), again.directory, again.directory,
                again.directory);
        done(publishing.refresh(again.directory.settings, done(OwnNames.of(again.directory.settings)), again.identity(), 2, 86_400));

        assertThat(again.state.prekeys()).extracting(StoredPrekey::id).doesNotHaveDuplicates().hasSize(3);
    }

    /** Defect 8 of client.md 18. */
    @Test
    void private_halves_stay_for_a_day_after_their_end_and_then_go() {
        alice.state.addPrekeys(List.of(stored(1, Duration.ofHours(23)), stored(2, Duration.ofHours(25))));

        Refreshed refreshed = done(refresh(1));

        assertThat(alice.state.prekeys()).extracting(StoredPrekey::id).contains(1L).doesNotContain(2L);
        assertThat(refreshed.live()).isEqualTo(1);
    }

    @Test
    void a_database_of_newer_software_is_left_alone() {
        alice.directory.filesAnswer = Optional.of(new SharedFiles.Read.TooNew("prekeys.db is of version 9"));

        var failure = failure(refresh(1));

        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("prekeys.db");
        assertThat(dns.updates()).isEmpty();
    }
}
