package dev.dnsmesh.adapters.storage.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.storage.lmdb.client.LmdbClientStorage;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL while messages are taken in: what was acknowledged is there, and nothing in part. */
class ClientKillTest {
    private static final int KILLS = 12;
    private final Random random = new Random(20260301);
    @TempDir
    Path directory;

    @Test
    void no_acknowledged_message_is_lost_and_none_is_there_without_its_mark_or_with_its_prekey() {
        int last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            last = Math.max(last, killed(last + 1));
            try (ClientState state = new LmdbClientStorage().open(directory)) {
                last = verify(state, last);
            }
        }
        assertThat(last).as("the victims did work").isGreaterThan(KILLS);
    }

    /** The last message that a victim acknowledged before it died. */
    private int killed(int first) {
        try (ChildProcess victim = new ChildProcess(ClientKillVictim.class, directory.toString(), String.valueOf(first))) {
            int lines = 1 + random.nextInt(40);
            IntStream.range(0, lines).forEach(i -> assertThat(victim.line()).isPresent());
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            victim.kill();
            // the last line may be cut short
            long more = victim.rest().filter(line -> line.endsWith(" acknowledged")).count();
            return first + lines - 1 + (int) more;
        }
    }

    /** All in order without a gap; one that was not acknowledged may be there, whole. */
    private static int verify(ClientState state, int acknowledged) {
        List<Message> inbox = state.inbox();
        assertThat(inbox.size()).isBetween(acknowledged, acknowledged + 1);
        assertThat(inbox).extracting(Message::messageId)
                .isEqualTo(IntStream.rangeClosed(1, inbox.size()).mapToObj(ClientKillVictim::id).toList());
        assertThat(state.seen(ClientKillVictim.NOW)).hasSameSizeAs(inbox);
        assertThat(state.owedDeletions()).hasSameSizeAs(inbox);
        assertThat(state.owedToFiles().consumedPrekeys()).hasSameSizeAs(inbox);
        assertThat(state.prekeys()).extracting(StoredPrekey::id).as("only one that no message has used")
                .isSubsetOf((long) inbox.size() + 1);
        return inbox.size();
    }
}
