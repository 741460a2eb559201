package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Delivery;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a client's state keeps step with files that another client uses too (client.md 16.5). */
public interface SharedFilesStateContract {
    Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    Ed25519PublicKey SENDER = new Ed25519PublicKey(filled(32, 7));
    OwnerName OWNER = new OwnerName("prekeys.id-0123456789ab.mesh.test");
    State NOTHING = new State(List.of(), List.of(), List.of(), List.of());

    ClientStateHarness newState();

    @Test
    default void rows_of_another_client_are_taken_over_once() {
        try (var harness = newState()) {
            State files = new State(List.of(prekey(4, Optional.of(TxtValue.of("w")))), List.of(message(1, Via.PRIMARY)),
                    List.of(new Blocked(SENDER, NOW, "n")), List.of(new Seen(SENDER, id(2), NOW)));
            harness.state().takeOver(files);
            harness.state().takeOver(files);
            harness.reopen();
            ClientState state = harness.state();
            assertThat(state.prekeys()).isEqualTo(files.prekeys());
            assertThat(state.intros()).hasSize(1);
            assertThat(state.denylist()).isEqualTo(files.denylist());
            assertThat(state.isSeen(SENDER, id(2), NOW)).isTrue();
            assertThat(state.owedToFiles().isEmpty()).isTrue();
        }
    }

    @Test
    default void what_went_here_stays_gone_until_the_files_were_told() {
        try (var harness = newState()) {
            State files = new State(List.of(prekey(4, Optional.empty())), List.of(message(1, Via.PRIMARY)),
                    List.of(new Blocked(SENDER, NOW, "n")), List.of());
            ClientState state = harness.state();
            state.takeOver(files);
            state.deliver(delivery(9, Destination.INBOX, 4));
            state.blockIntro(state.intros().getFirst().id(), NOW, "");
            state.unblock(SENDER);
            harness.reopen();
            harness.state().takeOver(files);
            assertThat(harness.state().prekeys()).as("a consumed prekey").isEmpty();
            assertThat(harness.state().intros()).isEmpty();
            assertThat(harness.state().denylist()).isEmpty();
            var debts = harness.state().owedToFiles();
            assertThat(debts.consumedPrekeys()).containsExactly(4L);
            assertThat(debts.removedIntros()).isEqualTo(Set.of(new SharedFiles.RemovedIntro(SENDER, id(1))));
            assertThat(debts.unblocked()).containsExactly(SENDER);
            harness.state().filesWritten(NOTHING, debts);
            harness.reopen();
            assertThat(harness.state().owedToFiles().isEmpty()).isTrue();
        }
    }

    @Test
    default void what_another_client_took_out_of_the_files_goes_here_too() {
        try (var harness = newState()) {
            ClientState state = harness.state();
            state.addPrekeys(List.of(prekey(1, Optional.empty()), prekey(2, Optional.empty())));
            state.deliver(delivery(1, Destination.INTRO_QUEUE, 0));
            state.deliver(delivery(2, Destination.INTRO_QUEUE, 0));
            State written = new State(state.prekeys(), state.intros(), List.of(), List.of());
            state.filesWritten(written, state.owedToFiles());
            state.addPrekeys(List.of(prekey(3, Optional.empty())));
            state.takeOver(new State(written.prekeys().subList(1, 2), written.intros().subList(0, 1), List.of(), List.of()));
            assertThat(state.prekeys()).extracting(StoredPrekey::id).as("3 was never in the files").containsExactly(2L, 3L);
            assertThat(state.intros()).extracting(Message::messageId).containsExactly(id(2));
            assertThat(state.owedToFiles().isEmpty()).isTrue();
        }
    }

    static Octets filled(int length, int octet) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) octet);
        return Octets.of(octets);
    }

    static MessageId id(int number) {
        return new MessageId(Octets.of(ByteBuffer.allocate(16).putInt(number).array()));
    }

    static StoredPrekey prekey(long id, Optional<TxtValue> wire) {
        return new StoredPrekey(id, Secret.of(filled(32, 1)), new X25519PublicKey(filled(32, 2)), NOW.plusSeconds(86_400),
                NOW, wire);
    }

    static Message message(int number, Via via) {
        return new Message(0, id(number), SENDER, "eve@mesh.test", "mesh.test", via, NOW.minusSeconds(5), NOW,
                NOW.plusSeconds(300), true, true, Octets.utf8("hello"));
    }

    static Delivery delivery(int number, Destination destination, long prekeyId) {
        return new Delivery(message(number, Via.PRIMARY), destination, NOW.plusSeconds(300), prekeyId, Optional.of(OWNER));
    }
}
