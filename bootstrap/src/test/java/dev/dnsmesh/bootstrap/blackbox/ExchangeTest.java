package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.bootstrap.blackbox.Mate.Outcome;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People on two nodes of different zones exchange messages through the launched programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeTest {
    private Path directory;
    private NodeUnderTest alpha;
    private NodeUnderTest beta;
    private Mate alice;
    private Mate bob;
    private Mate carol;

    @BeforeAll
    void three_people_on_two_nodes(@TempDir Path temporary) {
        directory = temporary;
        alpha = node("alpha.test");
        beta = node("beta.test");
        alice = Mate.settled("alice@alpha.test", directory, alpha, alpha.dnsPort(), beta.dnsPort());
        bob = Mate.settled("bob@alpha.test", directory, alpha, alpha.dnsPort(), beta.dnsPort());
        carol = Mate.settled("carol@beta.test", directory, beta, beta.dnsPort(), alpha.dnsPort());
        // one variable for the ports of all nodes: that of the node whose users one writes to
        alice.with("DMP_PROVIDER_DNS_PORT", String.valueOf(beta.dnsPort()));
        bob.with("DMP_PROVIDER_DNS_PORT", String.valueOf(beta.dnsPort()));
        carol.with("DMP_PROVIDER_DNS_PORT", String.valueOf(alpha.dnsPort()));
        alice.pins(bob);
        bob.pins(alice);
    }

    private NodeUnderTest node(String zone) {
        Path home = directory.resolve(zone);
        assertThat(home.toFile().mkdirs()).isTrue();
        return NodeUnderTest.in(home).with("DMP_DOMAIN", zone).with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_DATA_DIR", home.resolve("data").toString()).with("DMP_DNS_APEX_A", "127.0.0.1")
                .with("DMP_AUTH_MODE", "multi-tenant").with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_REGISTRATION_ENABLED", "1")
                .with("DMP_NODE_HOSTNAME", "localhost").start();
    }

    @AfterAll
    void stop() {
        alpha.close();
        beta.close();
    }

    @Test
    void two_people_on_one_node_exchange_messages_of_any_length_and_content() {
        JsonNode sent = alice.done("send", "bob@alpha.test", "grüße, bob", "--json").json();
        assertThat(sent.get("forward_secret").asBoolean()).isTrue();
        assertThat(sent.get("envelope").asInt()).isEqualTo(2);
        assertThat(sent.get("claims").get("recipient").get("ok").asBoolean()).isTrue();
        JsonNode received = bob.done("recv", "--json").json().get("messages").get(0);
        assertThat(received.get("text").asText()).isEqualTo("grüße, bob");
        assertThat(received.get("contact").asText()).isEqualTo("alice@alpha.test");
        assertThat(received.get("sender_label").asText()).isEqualTo("alice@alpha.test");

        int largest = bob.done("send", "alice@alpha.test", "", "--check", "--json").json().get("limits").get("max_bytes").asInt();
        byte[] binary = new byte[largest + 1];
        new Random(1).nextBytes(binary);
        binary[0] = (byte) 0xff;
        for (int length : new int[] {0, 1, 100, 3_000, largest}) {
            Outcome one = bob.types(Arrays.copyOf(binary, length), "send", "alice@alpha.test", "-", "--json");
            assertThat(one.exit()).as(one.err()).isZero();
        }
        List<String> expected = Arrays.stream(new int[] {1, 100, 3_000, largest})
                .mapToObj(length -> Base64.getEncoder().encodeToString(Arrays.copyOf(binary, length))).toList();
        assertThat(alice.receives()).hasSize(5).contains("").containsAll(expected);
        assertThat(alice.receives()).isEmpty();

        Outcome tooLong = bob.types(binary, "send", "alice@alpha.test", "-", "--json");
        assertThat(tooLong.exit()).isEqualTo(1);
        assertThat(tooLong.json().get("error").get("code").asText()).isEqualTo("too_large");
        assertThat(tooLong.err().lines()).singleElement().asString().contains(String.valueOf(largest), String.valueOf(largest + 1));
    }

    @Test
    void a_stranger_of_another_zone_is_introduced_trusted_and_answered() {
        carol.pins(alice);
        carol.done("send", "alice@alpha.test", "you do not know me");
        JsonNode pass = alice.done("recv", "--json").json();
        assertThat(pass.get("messages").findValuesAsText("text")).doesNotContain("you do not know me");
        assertThat(pass.get("new_intros")).hasSize(1);
        JsonNode intro = alice.done("intro", "list", "--json").json().get("intros").get(0);
        assertThat(intro.get("text").asText()).isEqualTo("you do not know me");
        assertThat(intro.get("zone").asText()).isEqualTo("beta.test");

        JsonNode trusted = alice.done("intro", "trust", intro.get("id").asText(), "--label", "carol@beta.test", "--username", "carol",
                "--fetch", "--json").json();
        assertThat(trusted.get("contact").asText()).isEqualTo("carol@beta.test");
        alice.done("send", "carol@beta.test", "now I do");
        assertThat(carol.receives()).containsExactly("now I do");
        // pinned both ways from here on
        carol.done("send", "alice@alpha.test", "thank you");
        assertThat(alice.receives()).containsExactly("thank you");
        assertThat(alice.done("intro", "list", "--json").json().get("intros")).isEmpty();
    }

    @Test
    void two_people_of_different_zones_who_have_pinned_each_other_exchange_messages() {
        bob.pins(carol);
        carol.pins(bob);
        // carol asks both nodes, and the other one refuses names of her zone
        Outcome doctor = carol.types("doctor", "--json");
        assertThat(doctor.json().get("checks").findParents("id").stream().filter(check -> check.get("id").asText().equals("resolver"))
                .map(check -> check.get("level").asText())).containsExactly("pass", "warn");
        assertThat(bob.done("send", "carol@beta.test", "across", "--json").json().get("claims").get("recipient").get("ok").asBoolean()).isTrue();
        JsonNode received = carol.done("recv", "--json").json().get("messages").get(0);
        assertThat(received.get("text").asText()).isEqualTo("across");
        assertThat(received.get("contact").asText()).isEqualTo("bob@alpha.test");
        assertThat(received.get("zone").asText()).isEqualTo("alpha.test");
        carol.done("send", "bob@alpha.test", "and back");
        // the claim in the own zone leads to the sender's, without a look at any slot of it
        assertThat(bob.done("recv", "--primary-only", "--json").json().get("messages").findValuesAsText("text")).containsExactly("and back");
        carol.done("send", "bob@alpha.test", "and once more", "--no-claims");
        assertThat(bob.done("recv", "--skip-primary", "--json").json().get("messages").findValuesAsText("text")).containsExactly("and once more");
    }

    @Test
    void as_many_chunks_as_there_are_more_than_needed_may_be_deleted_and_not_one_more() throws NoSuchAlgorithmException {
        Updates operator = new Updates(alpha, alpha.issueKey("operator@alpha.test"));
        Random random = new Random(3);
        String people = alice.done("identity", "show", "--json").json().get("user_id").asText()
                + bob.done("identity", "show", "--json").json().get("signing_public_key").asText();
        List<String> texts = List.of("short", "longer ".repeat(100), "long ".repeat(500));
        for (String text : texts) {
            JsonNode sent = bob.done("send", "alice@alpha.test", text, "--json").json();
            assertThat(operator.deleteAll(chunks(sent, people, spare(sent), random))).isEqualTo("NOERROR");
        }
        JsonNode lost = bob.done("send", "alice@alpha.test", "lost", "--json").json();
        assertThat(operator.deleteAll(chunks(lost, people, spare(lost) + 1, random))).isEqualTo("NOERROR");

        Outcome received = alice.done("recv", "--json");
        assertThat(received.json().get("messages").findValuesAsText("text")).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(received.json().get("dropped").get("chunks-missing").asInt()).isEqualTo(1);
        int needed = lost.get("chunks").get("data").asInt();
        int all = lost.get("chunks").get("total").asInt();
        assertThat(received.err()).contains((needed - 1) + " of its " + all + " chunks are there, " + needed + " are needed", "ask the sender");
        // the sender asks before the recipient has anything to say
        Outcome checked = bob.types("outbox", "check", "alice@alpha.test");
        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.out().lines().filter(line -> line.contains("send it again"))).singleElement().asString()
                .startsWith(lost.get("msg_id").asText()).contains((needed - 1) + " of its " + all + " chunks are published, " + needed + " are needed",
                        "cannot be read any more");
        assertThat(checked.out().lines().filter(line -> line.contains("can be read until"))).hasSizeGreaterThanOrEqualTo(texts.size());
        assertThat(alice.done("outbox", "check", "bob@alpha.test", "--json").json().get("messages").findValuesAsText("readable")).doesNotContain("false");
    }

    private static int spare(JsonNode sent) {
        return sent.get("chunks").get("total").asInt() - sent.get("chunks").get("data").asInt();
    }

    /** Names of so many chunks, taken at random (client.md 6.6). {@code people}: the recipient's id and the sender's key, in hex. */
    private static List<String> chunks(JsonNode sent, String people, int number, Random random) throws NoSuchAlgorithmException {
        HexFormat hex = HexFormat.of();
        byte[] key = MessageDigest.getInstance("SHA-256").digest(hex.parseHex(sent.get("msg_id").asText() + people));
        List<Integer> indices = new ArrayList<>(IntStream.range(0, sent.get("chunks").get("total").asInt()).boxed().toList());
        Collections.shuffle(indices, random);
        return indices.subList(0, number).stream().map(index -> "chunk-%04d-%s.%s".formatted(index, hex.formatHex(key).substring(0, 12),
                sent.get("zone").asText())).toList();
    }

    @Test
    void a_send_without_a_node_is_resumed_from_the_outbox_and_a_stranger_is_accepted_and_blocked() {
        Mate dave = Mate.settled("dave@beta.test", directory, beta, beta.dnsPort(), alpha.dnsPort()).pins(bob)
                .with("DMP_PROVIDER_DNS_PORT", String.valueOf(alpha.dnsPort()));
        String config = dave.read("config.yaml");
        dave.write("config.yaml", config.replaceFirst("tsig_dns_port: \\d+", "tsig_dns_port: 1"));
        dave.write("client.yaml", "providers: \"none\"\nnode_transport: \"dns\"\n");
        Outcome failed = dave.types("send", "bob@alpha.test", "late but once", "--json");
        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.json().get("error").get("code").asText()).isEqualTo("unreachable");
        assertThat(failed.err()).contains("outbox resume");
        dave.write("config.yaml", config);
        assertThat(dave.done("outbox", "list", "--json").json().get("outbox")).hasSize(1);
        dave.done("outbox", "resume");
        assertThat(dave.done("outbox", "list", "--json").json().get("outbox")).isEmpty();
        bob.done("recv");
        JsonNode intro = bob.done("intro", "list", "--json").json().get("intros").get(0);
        assertThat(intro.get("text").asText()).isEqualTo("late but once");
        assertThat(bob.done("intro", "accept", intro.get("id").asText(), "--json").json().get("message").get("text").asText()).isEqualTo("late but once");

        dave.done("send", "bob@alpha.test", "still here");
        JsonNode second = bob.done("recv", "--json").json().get("new_intros");
        assertThat(second).as("accepting pins nobody").hasSize(1);
        bob.done("intro", "block", second.get(0).asText());
        dave.done("send", "bob@alpha.test", "unheard");
        JsonNode pass = bob.done("recv", "--json").json();
        assertThat(pass.get("new_intros")).isEmpty();
        assertThat(pass.get("dropped").get("denylisted").asInt()).isEqualTo(1);
    }
}
