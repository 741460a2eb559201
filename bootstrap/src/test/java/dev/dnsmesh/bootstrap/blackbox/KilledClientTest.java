package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import dev.dnsmesh.bootstrap.blackbox.Mate.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} and {@code recv} are killed by SIGKILL at every step of their state, and at moments that nobody chose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledClientTest {
    private static final int SIGKILL = 128 + 9;
    /** Sent within the same second perhaps: then their random ids decide which is delivered first (client.md 19). */
    private static final List<String> TEXTS = List.of("one of two", "two of two");

    private Path directory;
    private Path killing;
    private NodeUnderTest node;
    private Mate alice;
    private Mate bob;

    @BeforeAll
    void two_people(@TempDir Path temporary) throws IOException {
        directory = temporary;
        killing = KillingStorage.services(directory.resolve("killing"));
        node = NodeUnderTest.in(Files.createDirectory(directory.resolve("node"))).with("DMP_DOMAIN", "alpha.test").with("DMP_DNS_HOST", "127.0.0.1")
                .with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DATA_DIR", directory.resolve("node/data").toString())
                .with("DMP_AUTH_MODE", "multi-tenant").with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_REGISTRATION_ENABLED", "1")
                .with("DMP_NODE_HOSTNAME", "localhost").start();
        alice = Mate.settled("alice@alpha.test", directory, node, node.dnsPort());
        bob = Mate.settled("bob@alpha.test", directory, node, node.dnsPort());
        alice.pins(bob);
        bob.pins(alice);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void whenever_recv_is_killed_the_next_one_delivers_and_each_message_is_in_the_inbox_once() throws IOException {
        TEXTS.forEach(text -> alice.hasDone("send", "bob@alpha.test", text));
        Mate unharmed = bob.copiedTo(directory.resolve("unharmed")).withClassesFirst(killing);
        assertThat(unharmed.receives()).containsExactlyInAnyOrderElementsOf(TEXTS);
        List<String> steps = unharmed.read(KillingStorage.NOTES).lines().toList();
        assertThat(steps).contains("takeOver", "deliver", "purgePrekeys", "owedToFiles", "filesWritten", "owedDeletions", "deletionsDone", "markRead", "close");

        for (int step : worthwhile(steps)) {
            Mate killed = bob.copiedTo(directory.resolve("killed" + step)).withClassesFirst(killing)
                    .with(KillingStorage.STEP, String.valueOf(step));
            Outcome first = killed.types("recv");
            assertThat(first.exit()).as("killed before step %d, %s: %s", step, steps.get(step - 1), first.err()).isEqualTo(SIGKILL);
            Outcome second = killed.with(KillingStorage.STEP, "0").hasDone("recv");
            for (String text : TEXTS) {
                assertThat(first.out() + second.out()).as("shown, though killed before step %d, %s", step, steps.get(step - 1)).contains(text);
            }
            assertThat(inbox(killed)).as("killed before step %d, %s", step, steps.get(step - 1)).containsExactlyInAnyOrderElementsOf(TEXTS);
        }

        Mate often = bob.copiedTo(directory.resolve("often"));
        Random random = new Random(2);
        for (int kill = 0; kill < 2; kill++) {
            often.starts(new byte[0], "recv").killAfter(300 + random.nextInt(1_500));
        }
        often.hasDone("recv");
        assertThat(inbox(often)).containsExactlyInAnyOrderElementsOf(TEXTS);
        // the real bob, so that nothing is left for others
        assertThat(bob.receives()).containsExactlyInAnyOrderElementsOf(TEXTS);
        assertThat(bob.receives()).isEmpty();
    }

    @Test
    void whenever_send_is_killed_the_outbox_finishes_it_and_the_message_arrives_once() throws IOException {
        Mate carol = Mate.settled("carol@alpha.test", directory, node, node.dnsPort()).pins(alice).withClassesFirst(killing);
        alice.pins(carol);
        carol.done("send", "alice@alpha.test", "unharmed");
        List<String> steps = carol.read(KillingStorage.NOTES).lines().toList();
        List<String> expected = new ArrayList<>(List.of("unharmed"));
        for (int step = steps.indexOf("enqueue") + 2; step <= steps.size(); step++) {
            String text = "killed before step " + step + ", " + steps.get(step - 1);
            assertThat(carol.with(KillingStorage.STEP, String.valueOf(step)).types("send", "alice@alpha.test", text).exit()).as(text).isEqualTo(SIGKILL);
            expected.add(text);
        }
        JsonNode outbox = carol.with(KillingStorage.STEP, "0").done("outbox", "list", "--json").json().get("outbox");
        assertThat(outbox).isNotEmpty();
        carol.done("outbox", "resume");
        assertThat(carol.done("outbox", "list", "--json").json().get("outbox")).isEmpty();
        assertThat(alice.receives()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alice.receives()).isEmpty();
    }

    /** From the first delivery on, without those that ask what is owed to files and then have nothing to write. */
    private static List<Integer> worthwhile(List<String> steps) {
        return IntStream.rangeClosed(steps.indexOf("deliver") + 1, steps.size()).filter(step -> !steps.get(step - 1).equals("owedToFiles")
                || step < steps.size() && steps.get(step).equals("filesWritten")).boxed().toList();
    }

    private static List<String> inbox(Mate mate) {
        ClientState state = ServiceLoader.load(ClientStorage.class).findFirst().orElseThrow().open(mate.home());
        try {
            assertThat(state.inbox()).noneMatch(ClientState.Message::unread);
            return state.inbox().stream().map(message -> new String(message.body().toArray(), StandardCharsets.UTF_8)).toList();
        } finally {
            state.close();
        }
    }
}
