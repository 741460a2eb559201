package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.SendMessage.Sending;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendAndReceiveTest {
    private final InMemoryDns dns = new InMemoryDns();
    private final Person alice = new Person("alice@mesh.test", dns);
    private final Person bob = new Person("bob@mesh.test", dns);

    @BeforeEach
    void they_know_each_other() {
        alice.pins(bob);
        bob.pins(alice);
        alice.publishesPrekeys(3);
        bob.publishesPrekeys(3);
    }

    @Test
    void a_message_arrives_once_forward_secret_and_its_prekey_is_gone_everywhere() {
        Sending sent = alice.send("bob@mesh.test", "hello bob");
        assertThat(sent.forwardSecret()).isTrue();
        assertThat(bob.texts()).containsExactly("hello bob");
        assertThat(bob.texts()).isEmpty();
        assertThat(bob.state.prekeys()).hasSize(2).noneMatch(p -> p.id() == sent.prekeyId());
        assertThat(dns.at(bob.prekeyOwner())).hasSize(2);
        assertThat(bob.state.owedDeletions()).isEmpty();
        assertThat(alice.state.outbox()).isEmpty();
    }

    @Test
    void what_is_received_says_who_where_and_when() {
        alice.send("bob@mesh.test", "hi");
        InboxMessage received = bob.receive().messages().getFirst();
        assertThat(received.contact()).contains("alice@mesh.test");
        Message message = received.message();
        assertThat(message.sentAt()).isEqualTo(Directory.NOON);
        assertThat(message.zone()).isEqualTo("mesh.test");
        assertThat(message.forwardSecret()).isTrue();
        assertThat(message.sender()).isEqualTo(alice.identity().signingKey());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 3_000})
    void messages_of_any_length_and_content_arrive_as_they_were(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i * 31);
        }
        Person.done(alice.trySend("bob@mesh.test", Octets.of(body)));
        assertThat(bob.receive().messages().getFirst().message().body()).isEqualTo(Octets.of(body));
    }

    @Test
    void the_largest_message_arrives_and_one_octet_more_is_refused_with_both_figures() {
        int largest = alice.send("bob@mesh.test", "").limits().maxBytes();
        assertThat(largest).isEqualTo(3_730);
        byte[] body = new byte[largest + 1];
        Arrays.fill(body, (byte) 'x');
        Person.done(alice.trySend("bob@mesh.test", Octets.of(body, 0, largest)));
        assertThat(bob.receive().messages()).hasSize(2).last().extracting(m -> m.message().body().length()).isEqualTo(largest);
        int before = dns.updates().size();
        var refused = failure(alice.trySend("bob@mesh.test", Octets.of(body)));
        assertThat(refused.code()).isEqualTo(ClientErrorCode.TOO_LARGE);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.message()).contains(String.valueOf(largest + 1), String.valueOf(largest));
        assertThat(dns.updates()).as("nothing was published").hasSize(before);
    }

    @Test
    void any_surplus_chunks_may_be_lost_but_not_one_more() {
        Sending sent = alice.send("bob@mesh.test", "x".repeat(500));
        int surplus = sent.totalChunks() - sent.dataChunks();
        List<String> chunks = dns.names().stream().map(Object::toString).filter(n -> n.startsWith("chunk-")).sorted().toList();
        List<String> lost = chunks.subList(0, surplus + 1);
        var last = dns.at(new OwnerName(lost.getLast())).getFirst();
        dns.delete(name -> lost.contains(name.text()));
        var received = bob.receive();
        assertThat(received.messages()).isEmpty();
        assertThat(received.dropped()).containsEntry("chunks-missing", 1);
        assertThat(bob.directory.warnings).singleElement().asString().contains(
                sent.dataChunks() - 1 + " of its " + sent.totalChunks() + " chunks are there, " + sent.dataChunks() + " are needed");
        assertThat(bob.state.prekeys()).as("an unreadable message costs no prekey").hasSize(3);
        dns.put(new OwnerName(lost.getLast()), last);
        assertThat(bob.texts()).containsExactly("x".repeat(500));
    }

    @Test
    void every_name_is_asked_at_most_once_in_a_pass() {
        alice.send("bob@mesh.test", "one");
        alice.send("bob@mesh.test", "two");
        dns.forgetQuestions();
        assertThat(bob.texts()).containsExactlyInAnyOrder("one", "two");
        assertThat(dns.asked()).doesNotHaveDuplicates();
    }

    @Test
    void an_envelope_goes_to_those_who_read_it_and_names_a_sender_only_after_a_look() {
        bob.publishesIdentity(MessageVersions.PLAIN, Directory.NOON.minusSeconds(60));
        bob.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON.minusSeconds(30));
        assertThat(alice.send("bob@mesh.test", "first").envelope()).isEqualTo(2);
        assertThat(bob.receive().messages().getFirst().message().senderLabel()).as("nothing vouches for alice").isEmpty();
        alice.publishesIdentity(MessageVersions.PLAIN, Directory.NOON);
        alice.send("bob@mesh.test", "second");
        assertThat(bob.receive().messages().getLast().message().senderLabel()).isEqualTo("alice@mesh.test");
    }

    @Test
    void an_unknown_contact_and_one_without_a_key_are_told_apart() {
        assertThat(failure(alice.trySend("nobody", Octets.EMPTY)))
                .matches(f -> f.code() == ClientErrorCode.UNKNOWN_CONTACT && f.exit() == 1);
        alice.with(alice.directory.settings.withContact(new Contact("eve",
                Optional.empty(), Optional.of(bob.identity().signingKey()), "", "")));
        assertThat(failure(alice.trySend("eve", Octets.EMPTY)))
                .matches(f -> f.code() == ClientErrorCode.NOT_SENDABLE && f.exit() == 2);
    }
}
