package dev.dnsmesh.contracts.client;

import static dev.dnsmesh.contracts.client.SharedFilesStateContract.NOTHING;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.NOW;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.SENDER;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.id;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.message;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.prekey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.SharedFiles.Read;
import dev.dnsmesh.application.client.port.out.SharedFiles.RemovedIntro;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.application.client.port.out.SharedFiles.Written;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link SharedFiles} (client.md 16.2 to 16.5): rows come back as they were written; only what is named goes. */
public interface SharedFilesContract {
    /** Of an empty directory. */
    SharedFiles newFiles();

    @Test
    default void absent_files_are_empty_ones() {
        SharedFiles files = newFiles();
        assertThat(read(files, NOW)).isEqualTo(NOTHING);
        assertThat(files.write(NOTHING, Set.of(), Set.of(), NOW)).isEqualTo(new Written.Done());
        assertThat(read(files, NOW)).isEqualTo(NOTHING);
    }

    @Test
    default void what_was_written_is_read_back_however_often() {
        SharedFiles files = newFiles();
        State state = rows();
        for (int time = 0; time < 2; time++) {
            assertThat(files.write(state, Set.of(), Set.of(), NOW)).isEqualTo(new Written.Done());
            State read = read(files, NOW);
            assertThat(read.prekeys()).containsExactlyInAnyOrderElementsOf(state.prekeys());
            assertThat(read.intros()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                    .containsExactlyElementsOf(state.intros());
            assertThat(read.denylist()).isEqualTo(state.denylist());
            assertThat(read.seen()).containsExactlyInAnyOrderElementsOf(state.seen());
        }
    }

    @Test
    default void what_is_named_goes_and_rows_of_others_stay() {
        SharedFiles files = newFiles();
        files.write(rows(), Set.of(), Set.of(), NOW);
        files.write(NOTHING, Set.of(1L, 99L), Set.of(new RemovedIntro(SENDER, id(1))), NOW);
        State left = read(files, NOW);
        assertThat(left.prekeys()).extracting(StoredPrekey::id).containsExactly(2L);
        assertThat(left.intros()).extracting(Message::messageId).containsExactly(id(2));
        assertThat(left.seen()).as("what was seen stays seen").hasSize(2);
    }

    @Test
    default void what_was_seen_is_forgotten_at_its_end() {
        SharedFiles files = newFiles();
        files.write(rows(), Set.of(), Set.of(), NOW);
        assertThat(read(files, NOW.plusSeconds(59)).seen()).hasSize(2);
        assertThat(read(files, NOW.plusSeconds(60)).seen()).extracting(Seen::id).containsExactly(id(4));
    }

    private static State rows() {
        return new State(List.of(prekey(1, Optional.of(TxtValue.of("wire"))), prekey(2, Optional.empty())),
                List.of(shared(1), shared(2)), List.of(new Blocked(SENDER, NOW, "spam")),
                List.of(new Seen(SENDER, id(3), NOW.plusSeconds(60)), new Seen(SENDER, id(4), NOW.plusSeconds(90))));
    }

    /** With no more than the files of other clients can hold. */
    private static Message shared(int number) {
        Message whole = message(number, Via.PRIMARY);
        return new Message(number, whole.messageId(), whole.sender(), whole.senderLabel(), whole.zone(), Via.PRIMARY, NOW, NOW,
                whole.expiresAt(), false, true, whole.body());
    }

    private static State read(SharedFiles files, Instant now) {
        return switch (files.read(now)) {
            case Read.Found(var state) -> state;
            case Read.TooNew(var why) -> throw new AssertionError(why);
            case Read.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
