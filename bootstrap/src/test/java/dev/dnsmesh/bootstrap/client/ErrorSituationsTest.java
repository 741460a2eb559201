package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.client.Somebody.Outcome;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in earnest, told by launched programs: one line that says what to do, the exit status and code of cli.md, and nothing lost. */
class ErrorSituationsTest {
    private static final Path FAKE_TIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    /** Without the fix for monotonic clocks, which they need none of, and which makes a JVM wait for minutes. */
    private static final Map<String, String> AN_HOUR_AGO = Map.of("LD_PRELOAD", FAKE_TIME.toString(), "FAKETIME", "-1h",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1");
    private static final Pattern SECRET = Pattern.compile("\"tsig_secret_hex\"\\s*:\\s*\"([0-9a-f]+)\"");
    private static final Pattern SLOT = Pattern.compile("\"name\"\\s*:\\s*\"(slot-\\d\\.[^\"]*)\"");

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static Somebody pal;

    /** One who is written to, by somebody else in every test. */
    @BeforeAll
    static void start() {
        node = setup("shared").start();
        pal = Somebody.called("pal", directory).joins(node);
        pal.types("identity", "refresh-prekeys", "--count", "20").isDone();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** On loopback, with registration for as many as these tests need. */
    private static NodeUnderTest.Setup setup(String name) {
        try {
            return NodeUnderTest.in(Files.createDirectory(directory.resolve(name)))
                    .with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DATA_DIR", "data")
                    .with("DMP_DOMAIN", "mesh.local").with("DMP_AUTH_MODE", "multi-tenant").with("DMP_DNS_UPDATE_ENABLED", "1")
                    .with("DMP_REGISTRATION_ENABLED", "1").with("DMP_NODE_HOSTNAME", "localhost")
                    .with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static Somebody friend(String name) {
        Somebody friend = Somebody.called(name, directory).joins(node).knows(pal, node);
        pal.knows(friend, node);
        return friend;
    }

    /** What was meant to be sent is kept, goes out once the fault is mended, and arrives once. */
    private static void resumes(Somebody sender, Somebody recipient, String text) {
        assertThat(sender.types("outbox", "list").isDone().out()).contains(recipient.name() + "@mesh.local");
        assertThat(recipient.types("recv").isDone().out()).doesNotContain(text);
        sender.types("outbox", "resume").isDone();
        assertThat(sender.types("outbox", "list").isDone().out()).contains("nothing is waiting");
        assertThat(recipient.types("recv").isDone().out()).containsOnlyOnce(text);
        assertThat(recipient.types("recv").isDone().out()).doesNotContain(text);
    }

    @Test
    void a_wrong_passphrase_sends_nothing() {
        Somebody ann = friend("ann");
        Somebody mistyped = ann.with("DMP_PASSPHRASE", "ann's pasphrase");
        assertThat(mistyped.launches("send", "pal@mesh.local", "hello", "--json").isFailure(1, "passphrase_mismatch").out()).contains("derived_spk");
        mistyped.launches("recv").saysOnly(1, "check for a typo");
        assertThat(ann.types("outbox", "list").isDone().out()).contains("nothing is waiting");
        assertThat(pal.types("recv").isDone().out()).contains("no new messages");
    }

    @Test
    void without_a_configuration_it_says_how_to_make_one() {
        Somebody nobody = Somebody.called("nobody", directory);
        nobody.launches("recv", "--json").isFailure(1, "no_config");
        nobody.launches("doctor").saysOnly(1, "dnsmesh init");
        assertThat(nobody.home()).doesNotExist();
    }

    @Test
    void a_node_that_is_gone_leaves_the_message_in_the_outbox_and_it_goes_out_later() {
        NodeUnderTest own = setup("gone").start();
        Somebody ann = Somebody.called("ann1", directory).settlesAt(own);
        Somebody ben = Somebody.called("ben1", directory).settlesAt(own);
        ann.knows(ben, own);
        ben.knows(ann, own);
        String dnsPort = String.valueOf(own.dnsPort());
        String httpPort = String.valueOf(own.httpPort());
        assertThat(own.stop()).isZero();
        assertThat(ann.launches("send", "ben1@mesh.local", "it will keep", "--json").isFailure(2, "unreachable").err())
                .contains("dnsmesh outbox resume", "dnsmesh doctor");
        ben.launches("recv").saysOnly(2, "no ");
        ann.launches("register", "--node", "127.0.0.1:" + httpPort, "--scheme", "http", "--json").isFailure(2, "unreachable");
        try (NodeUnderTest _ = restarted("gone", dnsPort, httpPort)) {
            resumes(ann, ben, "it will keep");
        }
    }

    private static NodeUnderTest restarted(String name, String dnsPort, String httpPort) {
        return NodeUnderTest.in(directory.resolve(name)).with("DMP_DNS_PORT", dnsPort).with("DMP_HTTP_PORT", httpPort)
                .with("DMP_DATA_DIR", "data").start();
    }

    @Test
    void an_update_outside_the_keys_scope_is_refused_with_its_rcode() {
        Somebody cat = friend("cat");
        cat.types("config", "set", "username", "dog").isDone();
        Outcome refused = cat.launches("identity", "publish", "--json").isFailure(2, "refused");
        assertThat(refused.out()).contains("\"rcode\":\"REFUSED\"");
        cat.launches("identity", "publish").saysOnly(2, "outside the key's scope");
        cat.types("config", "set", "username", "cat").isDone();
        cat.types("identity", "publish").isDone();
    }

    @Test
    void a_key_that_was_revoked_is_refused_and_a_new_one_sends_what_waits() {
        Somebody eve = friend("eve");
        assertThat(node.admin("tsig", "revoke", "eve@mesh.local").exit()).isZero();
        Outcome refused = eve.launches("send", "pal@mesh.local", "after the new key", "--json").isFailure(2, "refused");
        assertThat(refused.out()).contains("\"rcode\":\"NOTAUTH\"");
        assertThat(refused.err()).contains("dnsmesh tsig register", "dnsmesh outbox resume");
        eve.registersAt(node);
        resumes(eve, pal, "after the new key");
    }

    @Test
    void a_key_that_has_expired_is_told_with_its_date_and_a_new_one_sends_what_waits() throws IOException {
        Somebody fay = friend("fay");
        Matcher secret = SECRET.matcher(node.admin("tsig", "rotate", "fay@mesh.local", "--expires", "1s", "--json").output());
        assertThat(secret.find()).isTrue();
        fay.types("config", "set", "tsig_secret_hex", secret.group(1)).isDone();
        fay.types("config", "set", "tsig_expires_at", "1700000000").isDone();
        while (fay.types("identity", "publish").exit() == 0) {
            assertThat(node.isAlive()).isTrue(); // until that second has passed
        }
        Outcome refused = fay.launches("send", "pal@mesh.local", "better late", "--json").isFailure(2, "refused");
        assertThat(refused.err()).contains("the TSIG key expired on 2023-11-14", "dnsmesh tsig register", "dnsmesh outbox resume");
        assertThat(refused.out()).contains("\"rcode\":\"NOTAUTH\"", "\"tsig_expires_at\":1700000000");
        Outcome doctor = fay.launches("doctor", "--json");
        assertThat(doctor.exit()).as(doctor.out()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"tsig_expiry\",\"level\":\"fail\",\"detail\":\"the TSIG key has expired");
        fay.registersAt(node);
        resumes(fay, pal, "better late");
    }

    @Test
    void a_full_rrset_refuses_a_message_which_goes_out_when_there_is_room() {
        try (NodeUnderTest small = setup("small").with("DMP_MAX_VALUES_PER_NAME", "1").start()) {
            Somebody gus = Somebody.called("gus", directory).settlesAt(small);
            Somebody hob = Somebody.called("hob", directory).joins(small); // one prekey would not do for several messages
            assertThat(gus.launches("identity", "refresh-prekeys", "--count", "2", "--json").isDone().out())
                    .contains("\"requested\":2", "\"published\":0");
            gus.knows(hob, small);
            hob.knows(gus, small);
            // ten slots of one value each
            int sent = 0;
            while (gus.types("send", "hob@mesh.local", "number " + sent, "--no-claims").exit() == 0) {
                sent++;
                assertThat(sent).isLessThanOrEqualTo(10);
            }
            Outcome refused = gus.launches("outbox", "resume", "--json").isFailure(2, "refused");
            assertThat(refused.out()).contains("\"rcode\":\"REFUSED\"");
            assertThat(refused.err()).contains("number of values");
            hob.types("recv").isDone();
            Matcher slots = SLOT.matcher(small.admin("record", "list", "--json").output());
            while (slots.find()) {
                assertThat(small.admin("record", "delete", slots.group(1), "--all").exit()).isZero();
            }
            resumes(gus, hob, "number " + sent);
        }
    }

    @Test
    void a_blocked_port_53_is_told_and_what_was_to_be_sent_waits() throws IOException {
        Somebody hal = friend("hal");
        String closed = closedPort();
        hal.types("config", "set", "node_transport", "dns").isDone();
        String resolvers = hal.types("config", "get", "dns_resolvers").isDone().out().strip();
        hal.types("config", "set", "tsig_dns_port", closed).isDone();
        hal.types("config", "set", "dns_resolvers", "127.0.0.1:" + closed).isDone();
        assertThat(hal.launches("send", "pal@mesh.local", "round the corner", "--json").isFailure(2, "unreachable").err())
                .contains("--node-transport doh", "dnsmesh outbox resume");
        assertThat(hal.launches("recv", "--json").isFailure(2, "unreachable").out()).doesNotContain("\"messages\"");
        hal.launches("identity", "fetch", "ann@mesh.local").saysOnly(2, "resolvers");
        Outcome doctor = hal.launches("doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"resolver\",\"level\":\"fail\"");
        hal.types("config", "set", "tsig_dns_port", String.valueOf(node.dnsPort())).isDone();
        hal.types("config", "set", "dns_resolvers", resolvers).isDone();
        resumes(hal, pal, "round the corner");
    }

    @Test
    void a_clock_an_hour_off_is_told_with_the_difference() {
        assumeTrue(Files.exists(FAKE_TIME), "libfaketime is not installed (Debian package faketime)");
        Somebody ida = friend("ida");
        Outcome late = ida.launches(AN_HOUR_AGO, "send", "pal@mesh.local", "an hour ago", "--json").isFailure(2, "refused");
        assertThat(late.err()).contains("behind the node's", "set the clock", "dnsmesh outbox resume");
        assertThat(late.out()).containsPattern("\"clock_skew_seconds\":3[56]\\d\\d");
        Outcome doctor = ida.launches(AN_HOUR_AGO, "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"clock\",\"level\":\"fail\"");
        resumes(ida, pal, "an hour ago");
    }

    private static String closedPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
