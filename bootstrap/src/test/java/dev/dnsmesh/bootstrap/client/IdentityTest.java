package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who one is and whom one knows, typed as a person would, against a node that was started. */
class ClientIdentityTest {
    @TempDir
    private Path directory;
    private NodeUnderTest node;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void a_node_runs() {
        node = NodeUnderTest.in(directory).with("DMP_DNS_PORT", "0").with("DMP_HTTP_PORT", "0").start();
        environment.put("DMP_PASSPHRASE", "correct horse battery staple");
    }

    @AfterEach
    void the_node_ends() {
        node.close();
    }

    private Tool.Outcome types(String user, String... words) {
        List<String> command = new ArrayList<>(Program.ofClassPath().command());
        command.set(command.size() - 1, "dev.dnsmesh.bootstrap.launch.ClientMain");
        command.addAll(List.of("--config-home", home(user).toString()));
        command.addAll(List.of(words));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("HOME", directory.toString());
        return Tool.run(directory, variables, "", command);
    }

    private Tool.Outcome done(String user, String... words) {
        Tool.Outcome outcome = types(user, words);
        assertThat(outcome.exit()).as("%s: dnsmesh %s%n%s%s", user, String.join(" ", words), outcome.output(), outcome.errors()).isZero();
        return outcome;
    }

    private Path home(String user) {
        return directory.resolve("home-of-" + user);
    }

    private void init(String user) {
        done(user, "init", user, "--endpoint", "http://127.0.0.1:" + node.httpPort(), "--dns-resolvers", "127.0.0.1:" + node.dnsPort(),
                "--no-probe-local-dns");
    }

    private void settle(String user) {
        init(user);
        done(user, "tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http", "--dns-port", String.valueOf(node.dnsPort()));
    }

    private static String value(Tool.Outcome outcome, String member) {
        Matcher found = Pattern.compile("\"" + member + "\":\"?([^\",}]*)").matcher(outcome.output());
        assertThat(found.find()).as("%s in %s", member, outcome.output()).isTrue();
        return found.group(1);
    }

    @Test
    void alice_publishes_and_bob_pins_her() throws IOException {
        settle("alice");
        String fingerprint = value(done("alice", "identity", "publish", "--json"), "fingerprint");
        assertThat(value(done("alice", "identity", "publish", "--advertise-v2", "--json"), "replaced")).isIn("0", "1");
        assertThat(value(done("alice", "identity", "refresh-prekeys", "--count", "5", "--json"), "published")).isEqualTo("5");

        init("bob");
        assertThat(value(done("bob", "identity", "fetch", "alice@mesh.local", "--add", "--json"), "fingerprint")).isEqualTo(fingerprint);
        assertThat(value(done("bob", "contacts", "show", "alice@mesh.local", "--json"), "prekeys_live")).isEqualTo("5");
        assertThat(done("bob", "contacts", "list").output()).contains("alice@mesh.local").contains("(pinned)");

        assertThat(done("alice", "identity", "status", "--json").output()).contains("\"live\":5", "\"foreign\":0", "\"key_name\":\"alice-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home("alice").resolve("config.yaml")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home("alice").resolve("prekeys.db")))).isEqualTo("rw-------");
    }

    @Test
    void a_rotation_leads_others_to_the_new_key() throws IOException {
        settle("alice");
        done("alice", "identity", "publish");
        Files.writeString(directory.resolve("new.txt"), "another passphrase\n");

        Tool.Outcome rotated = types("alice", "identity", "rotate", "--experimental", "--new-passphrase-file", directory.resolve("new.txt").toString(),
                "--reason", "compromise", "--yes", "--json");

        assertThat(rotated.exit()).as(rotated.errors()).isEqualTo(3);
        init("bob");
        assertThat(value(done("bob", "identity", "fetch", "alice@mesh.local", "--json"), "signing_public_key")).isEqualTo(value(rotated, "new_spk"));
        environment.remove("DMP_PASSPHRASE");
        assertThat(value(done("alice", "identity", "show", "--json"), "signing_public_key")).isEqualTo(value(rotated, "new_spk"));
    }

    @Test
    void a_token_serves_where_there_is_no_key() {
        init("carol");
        assertThat(done("carol", "register", "--node", "http://127.0.0.1:" + node.httpPort(), "--scheme", "http").output()).contains("registered carol@mesh.local");
        assertThat(done("carol", "token", "list").output()).contains("127.0.0.1", "carol@mesh.local");

        done("carol", "identity", "publish");

        init("bob");
        done("bob", "identity", "fetch", "carol@mesh.local");
        done("carol", "token", "forget", "127.0.0.1");
        Tool.Outcome refused = types("carol", "identity", "publish", "--json");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(value(refused, "code")).isEqualTo("refused");
        assertThat(refused.errors()).hasLineCount(1).contains("HTTP 401", "dnsmesh register");
    }

    @Test
    void what_goes_wrong_is_one_line_with_a_status_and_a_code() {
        settle("alice");
        environment.put("DMP_PASSPHRASE", "a typo");
        assertThat(value(failing(1, "alice", "identity", "publish"), "code")).isEqualTo("passphrase_mismatch");
        assertThat(value(failing(1, "alice", "tsig", "register", "--node", "127.0.0.1:1", "--scheme", "http"), "code")).isEqualTo("passphrase_mismatch");
        environment.put("DMP_PASSPHRASE", "correct horse battery staple");

        assertThat(value(failing(2, "alice", "register", "--node", "127.0.0.1:1", "--scheme", "http"), "code")).isEqualTo("unreachable");
        assertThat(value(failing(2, "alice", "identity", "fetch", "nobody@mesh.local"), "code")).isEqualTo("not_found");
        assertThat(value(failing(1, "stranger", "identity", "show"), "code")).isEqualTo("no_config");
        assertThat(value(failing(1, "alice", "init", "alice"), "code")).isEqualTo("config_exists");
        assertThat(value(failing(1, "alice", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http", "--subject", "nonsense"), "code"))
                .isEqualTo("usage");

        done("alice", "config", "set", "username", "mallory");
        Tool.Outcome refused = failing(2, "alice", "identity", "publish");
        assertThat(value(refused, "rcode")).isEqualTo("REFUSED");
        done("alice", "config", "set", "tsig_zone", "elsewhere.example");
        assertThat(value(failing(1, "alice", "identity", "publish"), "code")).isEqualTo("bad_config");
    }

    @Test
    void a_missing_node_and_a_subject_of_another_key_are_told_apart() {
        settle("alice");
        environment.put("DMP_PASSPHRASE", "somebody else's");
        init("impostor");
        done("impostor", "config", "set", "username", "alice");
        Tool.Outcome owned = failing(1, "impostor", "tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http");
        assertThat(value(owned, "code")).isEqualTo("already_owned");

        environment.put("DMP_PASSPHRASE", "correct horse battery staple");
        node.stop();
        assertThat(value(failing(2, "alice", "identity", "publish"), "code")).isEqualTo("unreachable");
    }

    private Tool.Outcome failing(int exit, String user, String... words) {
        List<String> withJson = new ArrayList<>(List.of(words));
        withJson.add("--json");
        Tool.Outcome outcome = types(user, withJson.toArray(String[]::new));
        assertThat(outcome.exit()).as("%s: %s%s", String.join(" ", words), outcome.output(), outcome.errors()).isEqualTo(exit);
        assertThat(outcome.output()).hasLineCount(1).startsWith("{\"ok\":false,");
        assertThat(outcome.errors().lines().filter(line -> line.startsWith("dnsmesh: ") && !line.startsWith("dnsmesh: warning"))).hasSize(1);
        return outcome;
    }
}
