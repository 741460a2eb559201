package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Program;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import dev.dnsmesh.bootstrap.client.Somebody.Outcome;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in earnest: one line that says what to do, the exit status and code of cli.md, and nothing lost. */
class ErrorSituationsTest {
    private static final Path FAKE_TIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    @TempDir
    private static Path directory;
    private static NodeUnderTest node;

    @BeforeAll
    static void start() {
        node = setup("shared").start();
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

    @Test
    void a_wrong_passphrase_sends_nothing() {
        Somebody ann = Somebody.called("ann", directory).settlesAt(node);
        Somebody ben = Somebody.called("ben", directory).settlesAt(node);
        ann.knows(ben, node);
        Outcome typo = ann.with("DMP_PASSPHRASE", "ann's pasphrase").types("send", "ben@mesh.local", "hello", "--json")
                .isFailure(1, "passphrase_mismatch");
        assertThat(typo.err()).contains("check for a typo");
        assertThat(ann.with("DMP_PASSPHRASE", "x").types("recv", "--json").isFailure(1, "passphrase_mismatch").out()).contains("derived_spk");
        assertThat(ann.types("outbox", "list").isDone().out()).contains("nothing is waiting");
    }

    @Test
    void without_a_configuration_it_says_how_to_make_one() {
        Somebody nobody = Somebody.called("nobody", directory);
        assertThat(nobody.types("recv", "--json").isFailure(1, "no_config").err()).contains("dnsmesh init");
        assertThat(nobody.types("doctor", "--json").isFailure(1, "no_config").err()).contains("dnsmesh init");
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
        Outcome failed = ann.types("send", "ben1@mesh.local", "it will keep", "--json").isFailure(2, "unreachable");
        assertThat(failed.err()).contains("outbox");
        assertThat(ann.types("outbox", "list").isDone().out()).contains("ben1@mesh.local");
        assertThat(ben.types("recv", "--json").isFailure(2, "unreachable").err()).contains("no ");
        try (NodeUnderTest _ = restarted("gone", dnsPort, httpPort)) {
            ann.types("outbox", "resume").isDone();
            assertThat(ann.types("outbox", "list").isDone().out()).contains("nothing is waiting");
            assertThat(ben.types("recv").isDone().out()).contains("it will keep");
            assertThat(ben.types("recv").isDone().out()).doesNotContain("it will keep");
        }
    }

    private static NodeUnderTest restarted(String name, String dnsPort, String httpPort) {
        return NodeUnderTest.in(directory.resolve(name)).with("DMP_DNS_PORT", dnsPort).with("DMP_HTTP_PORT", httpPort)
                .with("DMP_DATA_DIR", "data").start();
    }

    @Test
    void an_update_outside_the_keys_scope_is_refused_with_its_rcode() {
        Somebody cat = Somebody.called("cat", directory).settlesAt(node);
        cat.types("config", "set", "username", "dog").isDone();
        Outcome refused = cat.types("identity", "publish", "--json").isFailure(2, "refused");
        assertThat(refused.out()).contains("\"rcode\":\"REFUSED\"");
        assertThat(refused.err()).contains("outside the key's scope");
        cat.types("config", "set", "username", "cat").isDone();
        cat.types("identity", "publish").isDone();
    }

    @Test
    void a_key_that_was_revoked_is_refused_and_a_new_one_helps() {
        Somebody eve = Somebody.called("eve", directory).settlesAt(node);
        assertThat(node.admin("tsig", "revoke", "eve@mesh.local").exit()).isZero();
        Outcome refused = eve.types("identity", "publish", "--json").isFailure(2, "refused");
        assertThat(refused.out()).contains("\"rcode\":\"NOTAUTH\"");
        assertThat(refused.err()).contains("dnsmesh tsig register");
        eve.types("tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http", "--dns-server", "127.0.0.1",
                "--dns-port", String.valueOf(node.dnsPort())).isDone();
        eve.types("identity", "publish").isDone();
    }

    @Test
    void a_key_that_has_expired_is_told_by_doctor() throws IOException {
        Somebody fay = Somebody.called("fay", directory).settlesAt(node);
        Path ours = fay.home().resolve(".dmp/client.yaml");
        Files.writeString(ours, Files.readString(ours).replaceAll("tsig_expires_at: \\d+", "tsig_expires_at: 1"));
        Outcome doctor = fay.types("doctor", "--json");
        assertThat(doctor.exit()).as(doctor.out()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"tsig_expiry\",\"level\":\"fail\",\"detail\":\"the TSIG key has expired");
    }

    @Test
    void a_full_rrset_refuses_some_prekeys_and_says_how_many() {
        try (NodeUnderTest small = setup("small").with("DMP_MAX_VALUES_PER_NAME", "3").start()) {
            Somebody gus = Somebody.called("gus", directory).settlesAt(small);
            Outcome more = gus.types("identity", "refresh-prekeys", "--count", "2", "--json");
            assertThat(more.exit()).isZero();
            assertThat(more.out()).contains("\"requested\":2", "\"published\":0");
            assertThat(gus.types("identity", "refresh-prekeys", "--count", "2").isDone().out()).contains("0/2");
        }
    }

    @Test
    void where_no_resolver_answers_it_says_so_instead_of_no_new_messages() throws IOException {
        Somebody hal = Somebody.called("hal", directory).settlesAt(node);
        String closed = "127.0.0.1:" + closedPort();
        assertThat(hal.types("recv", "--json", "--resolver", closed, "--node-transport", "dns").isFailure(2, "unreachable").out()).doesNotContain("\"messages\"");
        hal.types("identity", "fetch", "ann@mesh.local", "--json", "--resolver", closed, "--node-transport", "dns").isFailure(2, "unreachable");
        Outcome doctor = hal.types("doctor", "--json", "--resolver", closed);
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"resolver\",\"level\":\"fail\"");
    }

    @Test
    void a_clock_an_hour_off_is_told_with_the_difference() {
        assumeTrue(Files.exists(FAKE_TIME), "libfaketime is not installed (Debian package faketime)");
        Somebody ida = Somebody.called("ida", directory).settlesAt(node);
        Outcome late = launchedAnHourAgo(ida, "identity", "publish", "--json").isFailure(2, "refused");
        assertThat(late.err()).contains("behind the node's", "set the clock");
        assertThat(late.out()).containsPattern("\"clock_skew_seconds\":3[56]\\d\\d");
        Outcome doctor = launchedAnHourAgo(ida, "doctor", "--json");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("{\"id\":\"clock\",\"level\":\"fail\"");
        ida.types("identity", "publish").isDone();
    }

    private static Outcome launchedAnHourAgo(Somebody who, String... words) {
        List<String> command = new ArrayList<>(Program.clientOfClassPath().command());
        command.addAll(List.of(words));
        Map<String, String> environment = new HashMap<>(who.environment());
        environment.putAll(Map.of("LD_PRELOAD", FAKE_TIME.toString(), "FAKETIME", "-1h", "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        Tool.Outcome run = Tool.run(directory, environment, "", command);
        return new Outcome(run.exit(), run.output(), run.errors());
    }

    private static int closedPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
