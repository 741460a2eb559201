package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.done;
import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.Ed25519SigningKeys;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.in.SendMessage.Order;
import dev.dnsmesh.application.client.port.in.SendMessage.Sending;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.provider.ClaimProvider;
import dev.dnsmesh.application.client.provider.ClaimProviders;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defects of another client that ours does not have, by their number in client.md 18. Number 9 is in {@link CrashTest}. */
class DefectsTest {
    private final InMemoryDns dns = new InMemoryDns();
    private final Person alice = new Person("alice@mesh.test", dns);
    private final Person bob = new Person("bob@mesh.test", dns);

    @BeforeEach
    void they_know_each_other() {
        alice.pins(bob);
        bob.pins(alice);
    }

    @Test
    void no_1_a_contact_named_by_its_address_gets_forward_secrecy_and_every_send_says_so() {
        bob.publishesPrekeys(1);
        assertThat(alice.send("bob@mesh.test", "x").forwardSecret()).isTrue();
        dns.delete(name -> name.equals(bob.prekeyOwner()));
        assertThat(alice.send("bob@mesh.test", "x").forwardSecret()).isFalse();
        assertThat(alice.directory.hints).anyMatch(hint -> hint.contains("not forward secret"));
        ClientFailure refused = failure(alice.sending().send(new Order("bob@mesh.test", Octets.EMPTY, OptionalLong.empty(), false, true,
                false), Progress.NONE));
        assertThat(refused.code()).isEqualTo(ClientErrorCode.NO_FORWARD_SECRECY);
        assertThat(refused.exit()).isEqualTo(1);
    }

    @Test
    void no_3_the_newest_identity_says_whether_envelopes_are_read() {
        bob.publishesIdentity(MessageVersions.PLAIN, Directory.NOON.minusSeconds(100));
        bob.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON.minusSeconds(10));
        assertThat(alice.send("bob@mesh.test", "x").envelope()).isEqualTo(2);
        bob.publishesIdentity(MessageVersions.PLAIN, Directory.NOON.minusSeconds(1));
        assertThat(alice.send("bob@mesh.test", "x").envelope()).isEqualTo(1);
    }

    @Test
    void no_8_an_expired_prekey_opens_messages_for_a_day_and_is_deleted_then() {
        bob.publishesPrekeys(1, Directory.NOON.plusSeconds(43_200));
        alice.send("bob@mesh.test", "late");
        bob.directory.now = Directory.NOON.plusSeconds(43_199);
        bob.receive();
        assertThat(bob.state.inbox()).hasSize(1);
        bob.publishesPrekeys(1, Directory.NOON.plusSeconds(50_000));
        bob.directory.now = Directory.NOON.plusSeconds(50_000).plus(Duration.ofDays(1));
        bob.receive();
        assertThat(bob.state.prekeys()).hasSize(1);
        bob.directory.now = bob.directory.now.plusSeconds(1);
        bob.receive();
        assertThat(bob.state.prekeys()).isEmpty();
        assertThat(bob.directory.files.prekeys()).as("in prekeys.db").isEmpty();
    }

    @Test
    void no_10_a_message_lives_twelve_hours_unless_the_node_or_the_user_says_less() {
        assertThat(alice.send("bob@mesh.test", "x").expiresAt()).isEqualTo(Directory.NOON.plusSeconds(43_200));
        alice.with(alice.directory.settings.withOurs(caps(2048, 3_600)));
        assertThat(alice.send("bob@mesh.test", "x").expiresAt()).isEqualTo(Directory.NOON.plusSeconds(3_600));
        assertThat(alice.directory.hints).anyMatch(hint -> hint.contains("3600"));
        ClientFailure tooLong = failure(alice.sending().send(new Order("bob@mesh.test", Octets.EMPTY, OptionalLong.of(3_601), false, false,
                false), Progress.NONE));
        assertThat(tooLong.code()).isEqualTo(ClientErrorCode.TOO_LARGE);
        assertThat(tooLong.message()).contains("3601", "3600");
    }

    @Test
    void no_11_values_that_are_no_text_too_many_chunks_and_impossible_zones_do_not_stop_a_pass() {
        alice.send("bob@mesh.test", "through all of it");
        OwnerName slot = RelativeName.slot(new SlotNumber(0), bob.identity().mailbox()).under(bob.zone).orElseThrow();
        OwnerName claim = RelativeName.claim(new SlotNumber(0), bob.identity().mailbox()).under(bob.zone).orElseThrow();
        dns.put(slot, new TxtValue(Octets.of((byte) 0xff, (byte) 0xfe)));
        dns.put(slot, TxtValue.of("v=dmp1;t=manifest;d=" + "A".repeat(40_000)));
        dns.put(claim, new TxtValue(Octets.of((byte) 0x80)));
        bob.with(bob.directory.settings.withContact(new Contact("long", Optional.empty(), Optional.of(bob.identity().signingKey()),
                "a.".repeat(126) + "test", "x")));
        Received received = bob.receive();
        assertThat(received.messages()).hasSize(1);
        assertThat(received.dropped()).containsEntry("invalid-manifest", 2).containsEntry("invalid-claim", 1)
                .containsEntry("invalid-contact-zone", 1);
    }

    @Test
    void no_14_a_size_is_refused_before_anything_is_published_and_a_failed_manifest_comes_after_all_chunks() {
        int before = dns.updates().size();
        failure(alice.trySend("bob@mesh.test", Octets.of(new byte[5_000])));
        assertThat(dns.updates()).hasSize(before);
        alice.send("bob@mesh.test", "x".repeat(2_000));
        var changes = dns.updates().get(before).changes();
        assertThat(changes.getLast().owner().text()).startsWith("slot-");
        assertThat(changes.subList(0, changes.size() - 1)).allMatch(change -> change.owner().text().startsWith("chunk-"));
    }

    @Test
    void no_15_a_refusal_says_the_rcode_and_what_it_means() {
        dns.answerNext(new Sent.Refused(Rcode.NOTAUTH, Optional.of("BADTIME"), true, Optional.of(Duration.ofHours(1)), 0));
        ClientFailure failure = failure(alice.trySend("bob@mesh.test", Octets.EMPTY));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.REFUSED);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(failure.message()).contains("NOTAUTH", "3600 s", "clock");
        assertThat(failure.detail()).containsEntry("rcode", "NOTAUTH");
    }

    @Test
    void no_16_silence_of_all_resolvers_is_a_failure_and_of_some_a_warning() {
        alice.send("bob@mesh.test", "x");
        dns.silence(name -> true);
        ClientFailure failure = failure(bob.receiving().receive(Phases.BOTH, Progress.NONE));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(failure.exit()).isEqualTo(2);
        Person carol = new Person("carol@far.test", dns);
        bob.pins(carol);
        dns.silence(name -> name.isWithin(carol.zone));
        Received received = bob.receive();
        assertThat(received.messages()).hasSize(1);
        assertThat(received.unreachable()).containsExactly("far.test");
        assertThat(bob.directory.warnings).anyMatch(warning -> warning.contains("far.test"));
    }

    @Test
    void no_17_a_message_shows_the_contact_else_the_verified_address_else_the_key() {
        alice.send("bob@mesh.test", "x");
        InboxMessage shown = bob.receive().messages().getFirst();
        assertThat(shown.shownSender()).isEqualTo("alice@mesh.test");
        assertThat(new InboxMessage(shown.message(), Optional.empty()).shownSender())
                .isEqualTo(alice.identity().signingKey().hex().substring(0, 16));
    }

    @Test
    void no_19_places_left_among_the_providers_go_to_older_heartbeats_that_have_not_ended() {
        OwnerName feed = RelativeName.SEEN.under(alice.zone).orElseThrow();
        for (int i = 1; i <= 4; i++) {
            dns.put(feed, heartbeat(i, Directory.NOON.minusSeconds(400L * i)));
        }
        dns.put(feed, heartbeat(5, Directory.NOON.minusSeconds(86_400 * 2)));
        Ours ours = alice.directory.settings.ours();
        ClientSettings settings = alice.directory.settings.withOurs(new Ours(ours.resolvers(), "auto", "", "", 2048, 86_400, 43_200, false,
                true, false, 0, true, true, 86_400));
        List<ClaimProvider> providers = new ClaimProviders(new Ed25519SignatureVerifier(), alice.directory).of(settings, dns);
        assertThat(providers).extracting(p -> p.zone().text())
                .containsExactly("node1.example", "node2.example", "node3.example", "dmp.dnsmesh.io");
    }

    private static TxtValue heartbeat(int number, Instant issued) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        Signer operator = new Ed25519SigningKeys().signer(new Ed25519Seed(Secret.of(seed)));
        return TxtValue.of(new Heartbeat(new PublicEndpoint("https://node" + number + ".example"), operator.publicKey(), "1",
                Heartbeat.CLAIM_PROVIDER, "", UnixTime.of(issued), UnixTime.of(issued.plusSeconds(86_400))).sign(operator).signed().orElseThrow());
    }

    @Test
    void no_20_a_prekey_is_taken_that_outlives_the_message_and_else_the_longest_one_with_a_remark() {
        bob.publishesPrekeys(5, Directory.NOON.plusSeconds(3_600));
        bob.publishesPrekeys(1, Directory.NOON.plusSeconds(50_000));
        for (int i = 0; i < 5; i++) {
            assertThat(alice.send("bob@mesh.test", "x").prekeyId()).isEqualTo(1005);
        }
        dns.delete(name -> name.equals(bob.prekeyOwner()));
        bob.publishesPrekeys(1, Directory.NOON.plusSeconds(3_600));
        Sending sent = alice.send("bob@mesh.test", "x");
        assertThat(sent.forwardSecret()).isTrue();
        assertThat(alice.directory.hints).anyMatch(hint -> hint.contains("ends before the message"));
    }

    @Test
    void a_check_publishes_and_stores_nothing_and_says_all_that_would_be() {
        bob.publishesPrekeys(1);
        Sending checked = done(alice.sending().send(new Order("bob@mesh.test", Octets.utf8("x".repeat(1_000)), OptionalLong.empty(), true,
                false, false), Progress.NONE));
        assertThat(dns.updates()).isEmpty();
        assertThat(alice.state.outbox()).isEmpty();
        assertThat(checked.dataChunks()).isEqualTo(11);
        assertThat(checked.totalChunks()).isEqualTo(15);
        assertThat(checked.updates().messages()).isEqualTo(1);
        assertThat(checked.limits().valueCap()).isEqualTo(2_048);
        assertThat(checked.claims().recipient()).isPresent();
    }

    @Test
    void with_larger_values_the_absolute_limit_holds() {
        alice.with(alice.directory.settings.withOurs(caps(20_000, 86_400)));
        int largest = alice.send("bob@mesh.test", "").limits().maxBytes();
        assertThat(largest).isEqualTo(24_722);
        done(alice.trySend("bob@mesh.test", Octets.of(new byte[largest])));
        assertThat(bob.receive().messages()).hasSize(2).last().extracting(m -> m.message().body().length()).isEqualTo(largest);
        failure(alice.trySend("bob@mesh.test", Octets.of(new byte[largest + 1])));
    }

    @Test
    void a_zone_too_long_for_claims_is_told_before_anything_is_published() {
        Person eve = new Person("eve@" + "a".repeat(40) + ".test", dns).pins(bob);
        ClientFailure failure = failure(eve.trySend("bob@mesh.test", Octets.EMPTY));
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("45", "43", "--no-claims");
        done(eve.sending().send(new Order("bob@mesh.test", Octets.EMPTY, OptionalLong.empty(), false, false, true), Progress.NONE));
    }

    private static Ours caps(int valueCap, int ttlCap) {
        return new Ours(List.of(), "auto", "", "", valueCap, ttlCap, 43_200, true, true, false, 0, true, true, 86_400);
    }
}
