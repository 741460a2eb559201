package dev.dnsmesh.adapters.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FollowMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Received;
import dev.dnsmesh.application.client.port.in.SendMessage;
import dev.dnsmesh.application.client.port.in.SendMessage.Claim;
import dev.dnsmesh.application.client.port.in.SendMessage.Claims;
import dev.dnsmesh.application.client.port.in.SendMessage.Limits;
import dev.dnsmesh.application.client.port.in.SendMessage.Order;
import dev.dnsmesh.application.client.port.in.SendMessage.Sending;
import dev.dnsmesh.application.client.port.in.SendMessage.Updates;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} and {@code recv}: arguments in; text, JSON and exit status out (cli.md 5, 14, 16). */
class MessageCommandsTest {
    private static final Instant NOON = Instant.ofEpochSecond(1_767_225_600);
    private static final Ed25519PublicKey SPK = new Ed25519PublicKey(Octets.of(new byte[32]));
    private static final MessageId ID = new MessageId(Octets.of(new byte[16]));

    private final List<Order> orders = new ArrayList<>();
    private final List<Long> shown = new ArrayList<>();
    private final List<Phases> phases = new ArrayList<>();
    private Claims claims = new Claims(List.of(), Optional.empty());
    private Received received = new Received(List.of(), List.of(), Map.of(), List.of());
    @TempDir
    Path directory;

    private ClientResult<Sending> send(Order order, Progress progress) {
        orders.add(order);
        return order.recipient().equals("nobody") ? ClientResult.failed(ClientErrorCode.UNKNOWN_CONTACT, "no contact 'nobody'")
                : ClientResult.done(new Sending("bob", ID, new SlotNumber(3), "mesh.test", order.body().length(), NOON, true, 7, 2, 4, 6,
                        new Updates(1, 2000, "tcp"), new Limits(3732, 2048, 86400), claims));
    }

    private final ReceiveMessages receiving = new ReceiveMessages() {
        @Override
        public ClientResult<Received> receive(Phases which, Progress progress) {
            phases.add(which);
            return ClientResult.done(received);
        }

        @Override
        public ClientResult<Integer> shown(List<Long> ids) {
            shown.addAll(ids);
            return ClientResult.done(ids.size());
        }
    };

    private ClientResult<Integer> follow(FollowMessages.Order order, FollowMessages.Listener listener) {
        assertThat(order).isEqualTo(new FollowMessages.Order(OptionalLong.of(5), OptionalLong.empty(), false));
        listener.pass(received, List.of(message(9, "from a stranger", true)));
        return ClientResult.done(1);
    }

    private static Message message(long id, String text, boolean forwardSecret) {
        return new Message(id, ID, SPK, "", "mesh.test", Via.SECONDARY, NOON, NOON, NOON.plusSeconds(60), forwardSecret, true,
                Octets.utf8(text));
    }

    private List<Word> words(Session session) {
        SendMessage sending = this::send;
        return List.of(new Word("send", () -> new SendCommand(session, () -> sending)),
                new Word("recv", () -> new RecvCommand(session, () -> receiving, () -> this::follow)));
    }

    private Typed run(String... arguments) {
        return Typed.in(Map.of("HOME", directory.toString()), this::words, arguments);
    }

    @Test
    void a_send_says_how_it_went() {
        Typed sent = run("send", "bob", "hello");
        assertThat(sent.exit()).isZero();
        assertThat(sent.out()).startsWith("sent → bob\n").contains("5 bytes", "forward secret", "any 4");
        assertThat(orders).containsExactly(new Order("bob", Octets.utf8("hello"), OptionalLong.empty(), false, false, false));
    }

    @Test
    void with_providers_it_counts_claims_and_warns_where_none_was_taken() {
        claims = new Claims(List.of(new Claim("z.test", "h:53", true, "NOERROR"), new Claim("y.test", "i:53", false, "REFUSED")),
                Optional.of(new Claim("bob.test", "", true, "NOERROR")));
        Typed sent = run("send", "bob", "hello");
        assertThat(sent.out()).startsWith("sent → bob (+ 1/2 claim publishes)\n");
        assertThat(sent.err()).isEmpty();
        claims = new Claims(List.of(new Claim("y.test", "i:53", false, "REFUSED")), Optional.empty());
        assertThat(run("send", "bob", "hello").err()).contains("has not pinned you will not find it");
        claims = new Claims(claims.providers(), Optional.of(new Claim("bob.test", "", true, "NOERROR")));
        assertThat(run("send", "bob", "hello").err()).contains("has not pinned you finds it only by the word left in their own zone");
    }

    @Test
    void the_json_of_a_send_has_the_keys_of_the_manual() {
        claims = new Claims(List.of(new Claim("z.test", "h:53", true, "NOERROR")), Optional.empty());
        assertThat(run("send", "bob", "hello", "--json").out()).isEqualTo("{\"ok\":true,\"command\":\"send\",\"recipient\":\"bob\",\"msg_id\":\""
                + "00".repeat(16) + "\",\"slot\":3,\"zone\":\"mesh.test\",\"bytes\":5,\"expires_at\":1767225600,\"forward_secret\":true,"
                + "\"prekey_id\":7,\"envelope\":2,\"chunks\":{\"data\":4,\"total\":6},\"updates\":{\"messages\":1,\"bytes\":2000,"
                + "\"transport\":\"tcp\"},\"limits\":{\"max_bytes\":3732,\"value_cap\":2048,\"ttl_cap\":86400},\"claims\":{\"providers\":"
                + "[{\"zone\":\"z.test\",\"endpoint\":\"h:53\",\"ok\":true,\"rcode\":\"NOERROR\"}],\"recipient\":null}}\n");
    }

    @Test
    void options_reach_the_use_case_and_the_body_may_be_a_file() throws IOException {
        Path file = Files.write(directory.resolve("body"), new byte[] {0, (byte) 0xff});
        assertThat(run("send", "bob", "--file", file.toString(), "--ttl", "60", "--check", "--require-fs", "--no-claims").exit()).isZero();
        assertThat(orders).containsExactly(new Order("bob", Octets.of((byte) 0, (byte) 0xff), OptionalLong.of(60), true, true, true));
        assertThat(run("send", "bob", "-").exit()).as("standard input, which is empty").isZero();
        assertThat(orders.getLast().body()).isEqualTo(Octets.EMPTY);
    }

    @Test
    void a_missing_or_double_body_and_an_unreadable_file_are_told_in_one_line() {
        assertThat(run("send", "bob").exit()).isEqualTo(2);
        assertThat(run("send", "bob", "x", "--file", "y").exit()).isEqualTo(2);
        Typed unreadable = run("send", "bob", "--file", "/nowhere");
        assertThat(unreadable.exit()).isEqualTo(1);
        assertThat(unreadable.err()).hasLineCount(1).contains("/nowhere");
        assertThat(orders).isEmpty();
        assertThat(run("send", "nobody", "x")).isEqualTo(new Typed(1, "", "dnsmesh: no contact 'nobody'\n"));
    }

    @Test
    void messages_are_printed_with_who_and_when_and_only_then_count_as_shown() {
        received = new Received(List.of(new InboxMessage(message(1, "hi", true), Optional.of("alice")),
                new InboxMessage(message(2, "two\nlines", false), Optional.empty())), List.of(5L), Map.of(), List.of());
        Typed typed = run("recv");
        assertThat(typed.out()).isEqualTo("""
                alice  ts=1767225600  key=0000000000000000  #1
                  hi
                0000000000000000  ts=1767225600  key=0000000000000000  #2  (not forward secret)
                  two
                  lines
                1 new from people you have not pinned; see: dnsmesh intro list
                """);
        assertThat(shown).containsExactly(1L, 2L);
    }

    @Test
    void what_a_message_holds_cannot_repaint_the_terminal_and_octets_that_are_no_text_are_not_printed() {
        received = new Received(List.of(new InboxMessage(message(1, "\u001b[2Jgone\r", true), Optional.of("ali\u0007ce"))), List.of(), Map.of(),
                List.of());
        assertThat(run("recv").out()).doesNotContain("\u001b", "\r", "\u0007").contains("[2Jgone");
        Message binary = new Message(1, ID, SPK, "", "mesh.test", Via.PRIMARY, NOON, NOON, NOON, true, true, Octets.of((byte) 0xff));
        received = new Received(List.of(new InboxMessage(binary, Optional.empty())), List.of(), Map.of(), List.of());
        assertThat(run("recv").out()).contains("1 bytes that are not text");
        assertThat(run("recv", "--json").out()).contains("\"data_base64\":\"/w==\"").doesNotContain("\"text\"");
    }

    @Test
    void the_json_of_recv_has_the_keys_of_the_manual() {
        received = new Received(List.of(new InboxMessage(message(1, "hi", true), Optional.of("alice"))), List.of(5L), Map.of("replay", 2),
                List.of("far.test"));
        assertThat(run("recv", "--json").out()).isEqualTo("{\"ok\":true,\"command\":\"recv\",\"messages\":[{\"id\":1,\"msg_id\":\"" + "00".repeat(16)
                + "\",\"sender_spk\":\"" + "00".repeat(32) + "\",\"contact\":\"alice\",\"sender_label\":\"\",\"timestamp\":1767225600,"
                + "\"received_at\":1767225600,\"zone\":\"mesh.test\",\"via\":\"secondary\",\"forward_secret\":true,\"unread\":true,\"text\":\"hi\"}],"
                + "\"new_intros\":[5],\"dropped\":{\"replay\":2},\"unreachable\":[\"far.test\"]}\n");
    }

    @Test
    void nothing_new_is_said_and_the_phase_options_exclude_each_other() {
        assertThat(run("recv")).isEqualTo(new Typed(0, "(no new messages)\n", ""));
        run("recv", "--primary-only");
        run("recv", "--skip-primary");
        assertThat(phases).containsExactly(Phases.BOTH, Phases.PRIMARY_ONLY, Phases.SKIP_PRIMARY);
        assertThat(run("recv", "--skip-primary", "--primary-only").exit()).isEqualTo(2);
        assertThat(run("recv", "--follow", "--primary-only").exit()).isEqualTo(2);
    }

    @Test
    void bodies_go_to_owner_only_files_before_they_count_as_shown() throws IOException {
        received = new Received(List.of(new InboxMessage(message(1, "hi", true), Optional.empty())), List.of(), Map.of(), List.of());
        Path raw = directory.resolve("raw");
        run("recv", "--raw-dir", raw.toString());
        Path file = raw.resolve("1767225600-" + "00".repeat(16) + ".bin");
        assertThat(file).hasContent("hi");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        shown.clear();
        Typed failed = run("recv", "--raw-dir", file.toString());
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("stay unread");
        assertThat(shown).isEmpty();
    }

    @Test
    void messages_dropped_because_their_key_was_revoked_are_told_of() {
        received = new Received(List.of(), List.of(), Map.of("revoked", 2, "replay", 5), List.of());
        assertThat(run("recv").err()).contains("has revoked", "identity fetch USER@HOST --add --replace");
    }

    @Test
    void what_cannot_be_read_is_named_with_the_reason_in_words() {
        assertThat(run("send", "bob", "--file", directory.resolve("nothing").toString()).err()).contains("there is no such file")
                .doesNotContain("Exception");
    }

    @Test
    void a_closed_output_leaves_messages_unread() {
        received = new Received(List.of(new InboxMessage(message(1, "hi", true), Optional.empty())), List.of(), Map.of(), List.of());
        StringWriter err = new StringWriter();
        Session session = new Session(new Terminal(new ByteArrayInputStream(new byte[0]), new PrintWriter(new ClosedPipe()),
                new PrintWriter(err), false, false, false));
        int exit = new ClientProgram(session, words(session), Map.of("HOME", "/"), () -> new String[] {"x"}).run("recv");
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("stay unread");
        assertThat(shown).isEmpty();
    }

    /** As when the reader of a pipe has gone. */
    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void following_prints_what_comes_and_with_json_one_object_a_line() {
        received = new Received(List.of(new InboxMessage(message(1, "hi", true), Optional.of("alice"))), List.of(9L), Map.of("replay", 1),
                List.of("far.test"));
        Typed text = run("recv", "--follow", "--primary-interval", "5", "--no-housekeeping");
        assertThat(text.exit()).isZero();
        assertThat(text.out()).contains("alice", "  hi\n", "intro #9");
        Typed json = run("recv", "--follow", "--primary-interval", "5", "--no-housekeeping", "--json");
        assertThat(json.out().lines()).hasSize(4).allMatch(line -> line.startsWith("{\"event\":"));
        assertThat(json.out()).contains("{\"event\":\"message\",\"id\":1,", "{\"event\":\"intro\",\"id\":9,",
                "{\"event\":\"warning\",\"unreachable\":\"far.test\"}",
                "{\"event\":\"pass\",\"messages\":1,\"new_intros\":1,\"dropped\":{\"replay\":1}}");
    }
}
