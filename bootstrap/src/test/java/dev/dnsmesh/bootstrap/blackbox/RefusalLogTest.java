package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.WireRequest.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log says why an UPDATE was refused, and never who sent it to whom (registration.md W10). */
class RefusalLogTest {
    private static final String ZONE = "mesh.local";

    @TempDir
    private Path directory;

    @Test
    void a_refused_update_leaves_its_key_owner_and_rule_in_the_log_and_nothing_else() {
        try (NodeUnderTest node = NodeUnderTest.in(directory).start(); DnsPeer peer = DnsPeer.of(node)) {
            SigningKey operator = SigningKey.of(node.issueKey("alice@mesh.local"));
            SigningKey user = SigningKey.registered(node, "bob@mesh.local");
            SigningKey.Signed foreign = user.sign(update(ZONE).add("id-0123456789abcdef." + ZONE, 60, "v=dmp1;t=identity;d=hushhush"));
            List<byte[]> requests = List.of(foreign.octets(),
                    user.sign(update(ZONE).delete("slot-7.mb-0123456789ab." + ZONE)).octets(),
                    operator.sign(update(ZONE).add("long." + ZONE, 60, "hushhush".repeat(257))).octets(),
                    operator.sign(update(ZONE).add("old." + ZONE, 86_401, "hushhush")).octets(),
                    operator.sign(update(ZONE).add("a.example.org", 60, "hushhush")).octets(),
                    operator.sign(update(ZONE).add("umlaut." + ZONE, 60, "h\u00fcshhush")).octets(),
                    operator.sign(update("sub." + ZONE).add("a.sub." + ZONE, 60, "hushhush")).octets(),
                    update(ZONE).add("anybody." + ZONE, 60, "hushhush").bytes(),
                    operator.withDamagedMac().sign(update(ZONE).delete("a." + ZONE)).octets(),
                    operator.withTime(1).sign(update(ZONE).delete("a." + ZONE)).octets(),
                    operator.withName("nobody." + ZONE).sign(update(ZONE).delete("a." + ZONE)).octets());
            requests.forEach(request -> assertThat(peer.ask(request).rcode()).isNotZero());

            String log = node.standardError();
            assertThat(log.lines().filter(line -> line.contains("update refused")).map(line -> line.replaceFirst(".*update refused: ", "")))
                    .containsExactly(
                            "rcode=REFUSED rule=scope key=" + user.keyName() + ". owner=id-0123456789abcdef." + ZONE,
                            "rcode=REFUSED rule=scope key=" + user.keyName() + ". owner=slot-*.mb-*." + ZONE,
                            "rcode=REFUSED rule=value-size key=" + operator.keyName() + ". owner=long." + ZONE,
                            "rcode=REFUSED rule=ttl key=" + operator.keyName() + ". owner=old." + ZONE,
                            "rcode=NOTZONE rule=owner-outside-zone key=" + operator.keyName() + ". owner=a.example.org",
                            "rcode=FORMERR rule=value key=" + operator.keyName() + ". owner=umlaut." + ZONE,
                            "rcode=NOTAUTH rule=zone key=" + operator.keyName() + ". owner=-",
                            "rcode=REFUSED rule=claim-owner key=(unsigned) owner=anybody." + ZONE);
            assertThat(log.lines().filter(line -> line.contains("not authenticated")).map(line -> line.replaceFirst(".*not authenticated: ", "")))
                    .containsExactly("error=BADSIG key=" + operator.keyName() + ".", "error=BADTIME key=" + operator.keyName() + ".",
                            "error=BADKEY key=nobody." + ZONE + ".");
            assertThat(log).doesNotContain("hushhush", "0123456789ab.", HexFormat.of().formatHex(foreign.mac()), "127.1.0.");
        }
    }
}
