package dev.dnsmesh.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.client.Somebody.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who one is and whom one knows, against a node that was started. */
class IdentityTest {
    @TempDir
    private static Path directory;
    private static NodeUnderTest node;

    @BeforeAll
    static void a_node_runs() {
        node = NodeUnderTest.in(directory).with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_DATA_DIR", "data")
                .with("DMP_DOMAIN", "mesh.local").with("DMP_AUTH_MODE", "multi-tenant").with("DMP_DNS_UPDATE_ENABLED", "1")
                .with("DMP_REGISTRATION_ENABLED", "1").with("DMP_NODE_HOSTNAME", "localhost")
                .with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0").start();
    }

    @AfterAll
    static void the_node_ends() {
        node.close();
    }

    private static Somebody called(String name) {
        return Somebody.called(name, directory);
    }

    private static String value(String json, String member) {
        Matcher found = Pattern.compile("\"" + member + "\":\\s*\"?([^\",}]*)").matcher(json);
        assertThat(found.find()).as("%s in %s", member, json).isTrue();
        return found.group(1);
    }

    private static String said(Somebody who, String member, String... words) {
        return value(who.types(words).isDone().out(), member);
    }

    /** Gives a key that may write all names of the zone, as an operator would. */
    private static Somebody withZoneWideKey(Somebody who) {
        String issued = node.admin("tsig", "issue", who.name() + "@mesh.local", "--zone-wide", "--json").output();
        who.types("config", "set", "tsig_key_name", value(issued, "tsig_key_name")).isDone();
        who.types("config", "set", "tsig_secret_hex", value(issued, "tsig_secret_hex")).isDone();
        who.types("config", "set", "tsig_zone", "mesh.local").isDone();
        who.types("config", "set", "tsig_dns_server", "127.0.0.1").isDone();
        who.types("config", "set", "tsig_dns_port", String.valueOf(node.dnsPort())).isDone();
        return who;
    }

    @Test
    void alice_publishes_and_bob_pins_her() throws IOException {
        Somebody alice = called("alice").initialisedFor(node).registersAt(node);
        String fingerprint = said(alice, "fingerprint", "identity", "publish", "--json");
        assertThat(said(alice, "replaced", "identity", "publish", "--advertise-v2", "--json")).isIn("0", "1");
        assertThat(said(alice, "published", "identity", "refresh-prekeys", "--count", "5", "--json")).isEqualTo("5");

        Somebody bob = called("bob").initialisedFor(node);
        assertThat(said(bob, "fingerprint", "identity", "fetch", "alice@mesh.local", "--add", "--json")).isEqualTo(fingerprint);
        assertThat(said(bob, "prekeys_live", "contacts", "show", "alice@mesh.local", "--json")).isEqualTo("5");
        assertThat(bob.types("contacts", "list").isDone().out()).contains("alice@mesh.local").contains("(pinned)");

        assertThat(alice.types("identity", "status", "--json").isDone().out()).contains("\"live\":5", "\"foreign\":0", "\"key_name\":\"alice-");
        assertThat(alice.types("identity", "show", "--qr").isDone().out()).contains("fingerprint: " + fingerprint, "█", "▀", "▄");
        for (String file : new String[] {"config.yaml", "client.yaml", "prekeys.db"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(alice.home().resolve(".dmp").resolve(file)))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_rotation_leads_others_to_the_new_key() throws IOException {
        Somebody ada = called("ada").joins(node);
        Somebody old = called("oldfriend").initialisedFor(node).knows(ada, node);
        Path file = Files.writeString(directory.resolve("new.txt"), "another passphrase\n");
        ada.types("identity", "rotate", "--new-passphrase-file", file.toString(), "--json").isFailure(1, "usage");
        ada.feeds("n\n", "identity", "rotate", "--experimental", "--new-passphrase-file", file.toString(), "--json").isFailure(1, "declined");

        Outcome rotated = ada.types("identity", "rotate", "--experimental", "--new-passphrase-file", file.toString(), "--reason", "compromise",
                "--yes", "--json");

        assertThat(rotated.exit()).as(rotated.err()).isEqualTo(3);
        assertThat(rotated.out()).contains("\"ok\":true", "\"revoked\":true", "\"swapped\":true", "\"subject\":\"ada@mesh.local\"");
        String fresh = value(rotated.out(), "new_spk");
        assertThat(said(called("stranger").initialisedFor(node), "signing_public_key", "identity", "fetch", "ada@mesh.local", "--json")).isEqualTo(fresh);
        ada.types("identity", "show", "--json").isFailure(1, "passphrase_mismatch");
        assertThat(said(ada.with("DMP_PASSPHRASE", ""), "signing_public_key", "identity", "show", "--json")).isEqualTo(fresh);

        assertThat(said(old, "pinned", "identity", "fetch", "ada@mesh.local", "--add", "--json")).isEqualTo("unchanged");
        old.feeds("no\n", "identity", "fetch", "ada@mesh.local", "--add", "--replace", "--json").isFailure(1, "declined");
        Outcome replaced = old.feeds("yes\n", "identity", "fetch", "ada@mesh.local", "--add", "--replace", "--json").isDone();
        assertThat(value(replaced.out(), "pinned")).isEqualTo("replaced");
        assertThat(replaced.err()).contains(value(replaced.out(), "fingerprint"));
        assertThat(said(old, "signing_public_key", "contacts", "show", "ada@mesh.local", "--json")).isEqualTo(fresh);
    }

    @Test
    void of_two_identities_at_one_name_the_fingerprint_decides() {
        Somebody amy = called("amy").joins(node);
        Somebody impostor = withZoneWideKey(called("impostor").initialisedFor(node));
        impostor.types("config", "set", "username", "amy").isDone();
        impostor.types("identity", "publish").isDone();
        String wanted = said(amy, "fingerprint", "identity", "show", "--json");

        Somebody reader = called("reader").initialisedFor(node);
        Outcome ambiguous = reader.types("identity", "fetch", "amy@mesh.local", "--add", "--json").isFailure(2, "ambiguous");
        assertThat(ambiguous.out()).contains("\"candidates\":[", "\"fingerprint\":\"" + wanted + "\"");
        assertThat(reader.types("identity", "fetch", "amy@mesh.local").isTold(2).err()).contains("fingerprint " + wanted, "--accept-fingerprint");
        assertThat(reader.types("contacts", "list").isDone().out()).contains("(no contacts)");
        assertThat(said(reader, "fingerprint", "identity", "fetch", "amy@mesh.local", "--add", "--accept-fingerprint", wanted.toUpperCase(Locale.ROOT),
                "--json")).isEqualTo(wanted);
        reader.types("identity", "fetch", "amy@mesh.local", "--accept-fingerprint", "0123456789abcdef", "--json").isFailure(2, "ambiguous");
    }

    @Test
    void an_identity_can_be_anchored_in_a_zone_of_its_own() {
        Somebody zoe = withZoneWideKey(called("zoe").initialisedFor(node));
        zoe.types("config", "set", "identity_domain", "zoe.mesh.local").isDone();
        Outcome published = zoe.types("identity", "publish", "--json").isDone();
        assertThat(published.out()).contains("\"name\":\"dmp.zoe.mesh.local\"", "\"address\":\"zoe@zoe.mesh.local\"");
        assertThat(published.err()).contains("dnsmesh: warning: identity_domain is not the own zone mesh.local");
        Somebody finder = called("finder").initialisedFor(node);
        assertThat(said(finder, "dns_name", "identity", "fetch", "zoe@zoe.mesh.local", "--add", "--json")).isEqualTo("dmp.zoe.mesh.local");
        finder.types("identity", "fetch", "somebody@zoe.mesh.local", "--add", "--json").isFailure(2, "not_verified");
    }

    @Test
    void a_token_serves_where_there_is_no_key() {
        Somebody carol = called("carol").initialisedFor(node);
        assertThat(carol.types("register", "--node", "http://127.0.0.1:" + node.httpPort(), "--scheme", "http").isDone().out())
                .contains("registered carol@mesh.local");
        assertThat(carol.types("token", "list").isDone().out()).contains("127.0.0.1", "carol@mesh.local");
        assertThat(carol.types("token", "list", "--json").isDone().out()).contains("\"token_prefix\":\"dmp_v1_", "\"token_len\":59").doesNotContain("\"token\"");
        carol.types("identity", "publish").isDone();

        called("dora").initialisedFor(node).types("identity", "fetch", "carol@mesh.local").isDone();
        carol.types("token", "forget", "127.0.0.1").isDone();
        carol.types("token", "forget", "127.0.0.1", "--json").isFailure(1, "not_found");
        Outcome refused = carol.types("identity", "publish", "--json").isFailure(2, "refused");
        assertThat(refused.err()).hasLineCount(1).contains("HTTP 401", "dnsmesh register");
    }

    @Test
    void what_goes_wrong_is_one_line_with_a_status_and_a_code() {
        String api = "127.0.0.1:" + node.httpPort();
        Somebody eli = called("eli").joins(node);
        Somebody mistyped = eli.with("DMP_PASSPHRASE", "a typo");
        mistyped.types("identity", "publish", "--json").isFailure(1, "passphrase_mismatch");
        mistyped.types("tsig", "register", "--node", "127.0.0.1:1", "--scheme", "http", "--json").isFailure(1, "passphrase_mismatch");
        mistyped.types("register", "--node", "127.0.0.1:1", "--scheme", "http", "--json").isFailure(1, "passphrase_mismatch");
        assertThat(mistyped.with("DMP_PASSPHRASE_OVERRIDE_VERIFY", "1").types("identity", "show").isDone().err()).contains("dnsmesh: warning: ");

        eli.types("register", "--node", "127.0.0.1:1", "--scheme", "http", "--json").isFailure(2, "unreachable");
        eli.types("identity", "fetch", "nobody@mesh.local", "--json").isFailure(2, "not_found");
        called("noconfig").types("identity", "show", "--json").isFailure(1, "no_config");
        eli.types("init", "eli", "--json").isFailure(1, "config_exists");
        eli.types("register", "--node", api, "--scheme", "http", "--subject", "nonsense", "--json").isFailure(1, "usage");
        eli.types("send", "--json").isFailure(2, "usage");
        eli.types("identity", "fetch", "eli@mesh.local", "--via-bootstrap", "--json").isTold(1);

        eli.types("config", "set", "username", "mallory").isDone();
        assertThat(eli.types("identity", "publish", "--json").isFailure(2, "refused").out()).contains("\"rcode\":\"REFUSED\"");
        eli.types("config", "set", "tsig_zone", "elsewhere.example").isDone();
        eli.types("identity", "publish", "--json").isFailure(1, "bad_config");
    }

    @Test
    void a_subject_of_another_key_is_not_given_away() {
        called("ivo").joins(node);
        Somebody thief = called("thief").initialisedFor(node);
        thief.types("config", "set", "username", "ivo").isDone();
        thief.types("tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http", "--json").isFailure(1, "already_owned");
    }
}
