package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.done;
import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.in.ReviewIntros.Trusted;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stranger of another zone writes to bob, who has pinned alice only. */
class IntroTest {
    private final InMemoryDns dns = new InMemoryDns();
    private final Person bob = new Person("bob@mesh.test", dns);
    private final Person alice = new Person("alice@mesh.test", dns);
    private final Person carol = new Person("carol@far.test", dns);

    @BeforeEach
    void carol_knows_bob_but_not_the_other_way_round() {
        bob.pins(alice);
        bob.publishesPrekeys(5);
        carol.pins(bob);
        carol.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON);
        bob.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON);
    }

    @Test
    void the_message_waits_in_the_queue_with_a_verified_address_and_is_not_taken_twice() {
        carol.send("bob@mesh.test", "let me in");
        Received received = bob.receive();
        assertThat(received.messages()).isEmpty();
        assertThat(received.newIntros()).hasSize(1);
        Message intro = done(bob.intros().list()).getFirst();
        assertThat(intro.body()).isEqualTo(Octets.utf8("let me in"));
        assertThat(intro.zone()).isEqualTo("far.test");
        assertThat(intro.senderLabel()).isEqualTo("carol@far.test");
        assertThat(intro.via()).isEqualTo(Via.PRIMARY);
        assertThat(bob.directory.files.intros()).as("in intros.db too").hasSize(1);
        assertThat(bob.receive().newIntros()).isEmpty();
    }

    @Test
    void who_has_pinned_nobody_is_told_how_to_look_for_strangers() {
        Person newcomer = new Person("dave@mesh.test", dns);
        newcomer.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON);
        newcomer.publishesPrekeys(5);
        carol.pins(newcomer);
        carol.send("dave@mesh.test", "welcome");
        assertThat(newcomer.receive().newIntros()).isEmpty();
        assertThat(newcomer.directory.hints).anyMatch(hint -> hint.contains("recv --primary-only"));
        assertThat(done(newcomer.receiving().receive(Phases.PRIMARY_ONLY, Progress.NONE)).newIntros()).hasSize(1);
        bob.receive();
        assertThat(bob.directory.hints).noneMatch(hint -> hint.contains("--primary-only"));
    }

    @Test
    void trusted_a_stranger_is_pinned_and_can_be_answered() {
        carol.send("bob@mesh.test", "let me in");
        bob.receive();
        long id = done(bob.intros().list()).getFirst().id();
        Trusted trusted = done(bob.intros().trust(id, Optional.of("carol@far.test"), Optional.of("carol"), true));
        assertThat(trusted.contact().encryptionKey()).contains(carol.identity().encryptionKey());
        assertThat(trusted.contact().signingKey()).contains(carol.identity().signingKey());
        assertThat(trusted.contact().domain()).isEqualTo("far.test");
        assertThat(trusted.contact().remoteUsername()).isEqualTo("carol");
        assertThat(done(bob.intros().list())).isEmpty();
        assertThat(bob.directory.files.intros()).isEmpty();
        assertThat(done(bob.inbox().list(false, Optional.of("carol@far.test"), OptionalInt.empty()))).hasSize(1);
        carol.pins(bob);
        bob.send("carol@far.test", "welcome");
        assertThat(carol.texts()).containsExactly("welcome");
        carol.send("bob@mesh.test", "thanks");
        assertThat(bob.texts()).containsExactly("thanks");
    }

    @Test
    void trusted_without_more_it_is_a_placeholder_named_after_its_key_to_which_nothing_can_be_sent() {
        carol.send("bob@mesh.test", "let me in");
        bob.receive();
        Trusted trusted = done(bob.intros().trust(done(bob.intros().list()).getFirst().id(), Optional.empty(), Optional.empty(), false));
        String label = "intro-" + carol.identity().signingKey().hex().substring(0, 12);
        assertThat(trusted.contact()).isEqualTo(new Contact(label, Optional.empty(), Optional.of(carol.identity().signingKey()),
                "far.test", ""));
        assertThat(failure(bob.trySend(label, Octets.EMPTY)).exit()).isEqualTo(2);
    }

    @Test
    void a_label_that_means_somebody_else_is_refused_and_the_intro_stays() {
        carol.send("bob@mesh.test", "let me in");
        bob.receive();
        long id = done(bob.intros().list()).getFirst().id();
        assertThat(failure(bob.intros().trust(id, Optional.of("alice@mesh.test"), Optional.empty(), false)).exit()).isEqualTo(1);
        assertThat(done(bob.intros().list())).hasSize(1);
        assertThat(failure(bob.intros().trust(99, Optional.empty(), Optional.empty(), false)).exit()).isEqualTo(1);
        assertThat(failure(bob.intros().accept(99)).exit()).isEqualTo(1);
        assertThat(failure(bob.intros().block(99, "")).exit()).isEqualTo(1);
        assertThat(failure(bob.intros().show(99)).exit()).isEqualTo(1);
    }

    @Test
    void a_blocked_sender_is_not_heard_until_unblocked() {
        carol.send("bob@mesh.test", "spam one");
        bob.receive();
        done(bob.intros().block(done(bob.intros().list()).getFirst().id(), "spam"));
        assertThat(bob.directory.files.denylist()).as("in intros.db").hasSize(1);
        carol.send("bob@mesh.test", "spam two");
        Received received = bob.receive();
        assertThat(received.newIntros()).isEmpty();
        assertThat(received.dropped()).containsEntry("denylisted", 1);
        assertThat(done(bob.intros().blocked()).getFirst().note()).isEqualTo("spam");
        String spk = carol.identity().signingKey().hex();
        done(bob.intros().unblock(spk));
        assertThat(failure(bob.intros().unblock(spk)).exit()).isEqualTo(1);
        assertThat(failure(bob.intros().unblock("zz")).exit()).isEqualTo(2);
        assertThat(bob.receive().newIntros()).as("the message is still there").hasSize(1);
    }

    @Test
    void accepted_a_message_is_in_the_inbox_and_nobody_pinned() {
        carol.send("bob@mesh.test", "once");
        bob.receive();
        alice.pins(bob);
        alice.send("bob@mesh.test", "came before");
        bob.receive();
        Message accepted = done(bob.intros().accept(done(bob.intros().list()).getFirst().id()));
        assertThat(accepted.body()).isEqualTo(Octets.utf8("once"));
        assertThat(done(bob.inbox().show(accepted.id())).message().body()).as("by its number in the inbox").isEqualTo(Octets.utf8("once"));
        assertThat(bob.directory.settings.contacts()).hasSize(1);
        assertThat(done(bob.inbox().list(false, Optional.empty(), OptionalInt.empty()))).hasSize(2);
        assertThat(bob.texts()).as("it was shown").containsExactly("came before");
    }

    @Test
    void with_nobody_pinned_and_no_first_contact_switch_a_message_is_dropped_by_slots_and_queued_by_claims() {
        Person dave = new Person("dave@mesh.test", dns);
        carol.pins(dave);
        dave.publishesPrekeys(2);
        carol.send("dave@mesh.test", "hello");
        assertThat(dave.receive().newIntros()).as("phase 1 runs only with a pin").isEmpty();
        assertThat(dave.receive(Phases.PRIMARY_ONLY).newIntros()).hasSize(1);
    }

    @Test
    void the_inbox_is_listed_by_sender_and_number_and_cleared() {
        alice.pins(bob);
        List.of("one", "two", "three").forEach(text -> alice.send("bob@mesh.test", text));
        bob.receive();
        var inbox = bob.inbox();
        assertThat(done(inbox.list(true, Optional.of("alice@mesh.test"), OptionalInt.of(2)))).hasSize(2);
        assertThat(done(inbox.list(false, Optional.of("nobody"), OptionalInt.empty()))).isEmpty();
        long first = done(inbox.list(false, Optional.empty(), OptionalInt.empty())).getFirst().message().id();
        assertThat(done(inbox.show(first)).shownSender()).isEqualTo("alice@mesh.test");
        assertThat(done(inbox.delete(List.of(first)))).isEqualTo(1);
        assertThat(failure(inbox.delete(List.of(first))).exit()).isEqualTo(1);
        assertThat(failure(inbox.show(first)).exit()).isEqualTo(1);
        assertThat(bob.receive().messages()).as("deleted ones do not come back").hasSize(2);
    }
}
