package dev.dnsmesh.adapters.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReadInbox;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReviewIntros;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code intro} and {@code inbox}: what strangers write cannot pass for what the program says (cli.md 6, 15, 16). */
class StrangersCommandsTest {
    private static final Instant NOON = Instant.ofEpochSecond(1_767_225_600);
    private final TimeSource clock = new TimeSource() {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public long nanos() {
            return 0;
        }
    };
    private Octets body = Octets.utf8("hello\n#2  alice  [fresh]");
    @TempDir
    Path directory;

    private Message numbered(long id) {
        return new Message(id, new MessageId(Octets.of(new byte[16])), new Ed25519PublicKey(Octets.of(new byte[32])), "", "far.test",
                Via.PRIMARY, NOON, NOON, NOON.plusSeconds(60), true, false, body);
    }

    private final ReviewIntros intros = new ReviewIntros() {
        @Override
        public ClientResult<List<Message>> list() {
            return ClientResult.done(List.of(numbered(1)));
        }

        @Override
        public ClientResult<Message> show(long id) {
            return ClientResult.done(numbered(id));
        }

        @Override
        public ClientResult<Message> accept(long id) {
            return ClientResult.done(numbered(7));
        }

        @Override
        public ClientResult<Trusted> trust(long id, Optional<String> label, Optional<String> username, boolean fetch) {
            return ClientResult.failed(ClientErrorCode.NOT_FOUND, "none");
        }

        @Override
        public ClientResult<Message> block(long id, String note) {
            return show(id);
        }

        @Override
        public ClientResult<List<Blocked>> blocked() {
            return ClientResult.done(List.of());
        }

        @Override
        public ClientResult<Ed25519PublicKey> unblock(String spkHex) {
            return ClientResult.failed(ClientErrorCode.NOT_FOUND, "none");
        }
    };

    private final ReadInbox inbox = new ReadInbox() {
        @Override
        public ClientResult<List<InboxMessage>> list(boolean unread, Optional<String> from, OptionalInt limit) {
            return ClientResult.done(List.of(new InboxMessage(numbered(7), Optional.empty())));
        }

        @Override
        public ClientResult<InboxMessage> show(long id) {
            return ClientResult.done(new InboxMessage(numbered(id), Optional.empty()));
        }

        @Override
        public ClientResult<Integer> delete(List<Long> ids) {
            return ClientResult.done(ids.size());
        }

        @Override
        public ClientResult<Integer> shown(List<Long> ids) {
            return ClientResult.done(ids.size());
        }
    };

    private Typed run(String... arguments) {
        return Typed.in(Map.of("HOME", directory.toString()), session -> List.of(
                new Word("intro", () -> new IntroCommand(session, () -> intros, clock)),
                new Word("inbox", () -> new InboxCommand(session, () -> inbox))), arguments);
    }

    @Test
    void no_line_of_a_stranger_begins_where_an_entry_begins() {
        assertThat(run("intro", "list").out().lines().filter(line -> line.startsWith("#"))).containsExactly("#1  intro-000000000000  [fresh]");
        assertThat(run("intro", "show", "1").out()).contains("\n    #2  alice");
    }

    @Test
    void a_preview_is_cut_between_letters() {
        body = Octets.utf8("\ud83c\udf89".repeat(121));
        assertThat(run("intro", "list").out()).contains("\ud83c\udf89".repeat(120) + "…\n");
        assertThat(run("inbox", "list").out()).contains("\ud83c\udf89".repeat(60) + "…\n");
    }

    @Test
    void an_accepted_message_has_the_number_of_the_inbox_and_the_intro_keeps_its_own() {
        assertThat(run("intro", "accept", "1", "--json").out()).contains("\"command\":\"intro accept\",\"id\":1,", "\"message\":{\"id\":7,");
        assertThat(run("intro", "accept", "1").out()).contains("#7");
    }

    @Test
    void a_body_that_is_no_text_can_be_saved_later() {
        body = Octets.of(new byte[] {(byte) 0xff, 0, 1});
        assertThat(run("inbox", "show", "7").out()).contains("inbox show ID --raw-dir DIR");
        assertThat(run("inbox", "show", "7", "--raw-dir", directory.resolve("raw").toString()).exit()).isZero();
        assertThat(directory.resolve("raw/1767225600-" + "00".repeat(16) + ".bin")).hasBinaryContent(body.toArray());
    }
}
