package dev.dnsmesh.contracts.client;

import static dev.dnsmesh.contracts.client.SharedFilesStateContract.delivery;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.id;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.message;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.prekey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Delivered;
import dev.dnsmesh.application.client.port.out.ClientState.Delivery;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.ClientState.OwedDeletion;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client's state promises (client.md 19.4): whole methods, kept over a kill. */
public interface ClientStateContract extends SharedFilesStateContract {
    @Test
    default void a_message_is_in_the_inbox_seen_and_its_prekey_gone_in_one_step() {
        try (var harness = newState()) {
            harness.state().addPrekeys(List.of(prekey(7, Optional.of(TxtValue.of("wire")))));
            assertThat(harness.state().deliver(delivery(1, Destination.INBOX, 7))).isEqualTo(Delivered.NEW);
            harness.reopen();
            ClientState state = harness.state();
            assertThat(state.inbox()).extracting(Message::messageId).containsExactly(id(1));
            assertThat(state.inbox().getFirst()).usingRecursiveComparison().ignoringFields("id")
                    .isEqualTo(message(1, Via.PRIMARY));
            assertThat(state.isSeen(SENDER, id(1), NOW.plusSeconds(300))).isTrue();
            assertThat(state.isSeen(SENDER, id(1), NOW.plusSeconds(301))).isFalse();
            assertThat(state.seen(NOW)).containsExactly(new Seen(SENDER, id(1), NOW.plusSeconds(300)));
            assertThat(state.prekeys()).isEmpty();
            assertThat(state.owedDeletions()).containsExactly(new OwedDeletion(OWNER, TxtValue.of("wire")));
            assertThat(state.owedToFiles().consumedPrekeys()).containsExactly(7L);
        }
    }

    @Test
    default void a_message_arrives_once_whichever_queue_it_went_to_and_even_when_it_was_deleted() {
        try (var harness = newState()) {
            ClientState state = harness.state();
            state.addPrekeys(List.of(prekey(8, Optional.of(TxtValue.of("wire")))));
            state.deliver(delivery(1, Destination.INBOX, 0));
            state.deliver(delivery(2, Destination.INTRO_QUEUE, 0));
            for (int again : new int[] {1, 2}) {
                for (Destination to : Destination.values()) {
                    assertThat(state.deliver(delivery(again, to, 8))).isEqualTo(Delivered.DUPLICATE);
                }
            }
            assertThat(state.inbox()).hasSize(1);
            assertThat(state.intros()).hasSize(1);
            assertThat(state.prekeys()).as("a duplicate takes no prekey").hasSize(1);
            assertThat(state.deleteMessages(List.of(state.inbox().getFirst().id(), 99L))).isOne();
            assertThat(state.deliver(delivery(1, Destination.INBOX, 0))).isEqualTo(Delivered.DUPLICATE);
            state.markSeen(List.of(new Seen(SENDER, id(3), NOW.plusSeconds(5))));
            assertThat(state.deliver(delivery(3, Destination.INBOX, 0))).isEqualTo(Delivered.DUPLICATE);
        }
    }

    @Test
    default void a_message_is_unread_until_it_was_shown() {
        try (var harness = newState()) {
            harness.state().deliver(delivery(1, Destination.INBOX, 0));
            harness.state().deliver(delivery(2, Destination.INBOX, 0));
            long first = harness.state().inbox().getFirst().id();
            harness.state().markRead(List.of(first, 99L));
            harness.reopen();
            assertThat(harness.state().inbox()).extracting(Message::unread).containsExactly(false, true);
            assertThat(harness.state().message(first)).get().extracting(Message::messageId).isEqualTo(id(1));
            assertThat(harness.state().message(99)).isEmpty();
        }
    }

    @Test
    default void an_intro_is_accepted_into_the_inbox_or_blocked_once() {
        try (var harness = newState()) {
            ClientState state = harness.state();
            state.deliver(delivery(1, Destination.INTRO_QUEUE, 0));
            state.deliver(delivery(2, Destination.INTRO_QUEUE, 0));
            assertThat(state.intros()).extracting(Message::messageId).as("newest first").containsExactly(id(2), id(1));
            long newest = state.intros().getFirst().id();
            long oldest = state.intros().getLast().id();
            state.deliver(delivery(3, Destination.INBOX, 0));
            assertThat(state.acceptIntro(newest)).get().isEqualTo(state.inbox().getLast()).extracting(Message::messageId).isEqualTo(id(2));
            assertThat(state.acceptIntro(newest)).isEmpty();
            state.deleteMessages(List.of(state.inbox().getFirst().id()));
            assertThat(state.inbox()).extracting(Message::unread).containsExactly(false);
            assertThat(state.blockIntro(oldest, NOW, "spam")).isPresent();
            assertThat(state.blockIntro(oldest, NOW, "spam")).isEmpty();
            assertThat(state.intros()).isEmpty();
            assertThat(state.denylist()).containsExactly(new Blocked(SENDER, NOW, "spam"));
            assertThat(state.block(new Blocked(SENDER, NOW.plusSeconds(9), "again"))).isFalse();
            assertThat(state.owedToFiles().removedIntros()).hasSize(2);
            assertThat(state.unblock(SENDER)).isTrue();
            assertThat(state.unblock(SENDER)).isFalse();
        }
    }

    @Test
    default void prekeys_are_kept_as_they_were_added_until_they_ended() {
        try (var harness = newState()) {
            harness.state().addPrekeys(List.of(prekey(1, Optional.empty()), prekey(0xffff_ffffL, Optional.empty())));
            harness.state().addPrekeys(List.of(prekey(1, Optional.of(TxtValue.of("another")))));
            harness.state().prekeyPublished(1, TxtValue.of("wire"));
            harness.state().prekeyPublished(5, TxtValue.of("of none"));
            harness.reopen();
            assertThat(harness.state().prekeys()).containsExactly(prekey(1, Optional.of(TxtValue.of("wire"))),
                    prekey(0xffff_ffffL, Optional.empty()));
            assertThat(harness.state().purgePrekeys(NOW.plusSeconds(86_400))).isZero();
            assertThat(harness.state().purgePrekeys(NOW.plusSeconds(86_401))).isEqualTo(2);
            assertThat(harness.state().prekeys()).isEmpty();
            assertThat(harness.state().owedToFiles().consumedPrekeys()).containsExactlyInAnyOrder(1L, 0xffff_ffffL);
        }
    }

    @Test
    default void deletions_are_owed_until_they_were_done() {
        try (var harness = newState()) {
            harness.state().addPrekeys(List.of(prekey(1, Optional.of(TxtValue.of("one"))),
                    prekey(2, Optional.of(TxtValue.of("two")))));
            harness.state().deliver(delivery(1, Destination.INBOX, 1));
            harness.state().deliver(delivery(2, Destination.INBOX, 2));
            harness.state().deletionsDone(List.of(new OwedDeletion(OWNER, TxtValue.of("one"))));
            harness.reopen();
            assertThat(harness.state().owedDeletions()).containsExactly(new OwedDeletion(OWNER, TxtValue.of("two")));
        }
    }

    @Test
    default void a_send_stays_in_the_outbox_until_it_is_dropped() {
        try (var harness = newState()) {
            Outgoing outgoing = outgoing(1, 0);
            harness.state().enqueue(outgoing(2, 1));
            harness.state().enqueue(outgoing);
            harness.state().enqueue(outgoing(2, 2));
            harness.reopen();
            assertThat(harness.state().outbox()).containsExactly(outgoing, outgoing(2, 2));
            harness.state().dropOutgoing(id(1));
            harness.state().dropOutgoing(id(1));
            harness.reopen();
            assertThat(harness.state().outbox()).containsExactly(outgoing(2, 2));
        }
    }

    private static Outgoing outgoing(int number, int sent) {
        return new Outgoing(id(number), "bob@mesh.test", new OwnerName("mesh.test"),
                List.of(new OutgoingRecord(OWNER, TxtValue.of("v".repeat(400)), 300)),
                List.of(new OutgoingClaim("zone.test", "host.test", 5353, OWNER, TxtValue.of("claim"), 300)),
                NOW.plusSeconds(number), NOW.plusSeconds(300), sent);
    }

    @Test
    default void bodies_of_any_octets_and_length_come_back() {
        try (var harness = newState()) {
            for (int length : new int[] {0, 1, 24_724}) {
                byte[] body = new byte[length];
                Arrays.fill(body, (byte) 0xff);
                Message message = new Message(0, id(length), SENDER, "", "zone.test", Via.PROVIDER, NOW, NOW, NOW, true, true,
                        Octets.of(body));
                harness.state().deliver(new Delivery(message, Destination.INBOX, NOW, 0, Optional.empty()));
            }
            harness.reopen();
            assertThat(harness.state().inbox()).extracting(m -> m.body().length()).containsExactly(0, 1, 24_724);
        }
    }
}
