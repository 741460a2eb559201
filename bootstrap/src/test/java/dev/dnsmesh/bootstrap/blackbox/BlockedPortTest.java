package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network namespace of its own in which nothing reaches port 53, neither over UDP nor over TCP: two people register,
 * publish, find each other, send and receive all the same.
 */
@Timeout(600)
class BlockedPortTest {
    private static final String MESSAGE = "hello in spite of it";
    private static final String MARK = "=== 853 is blocked, too";
    private static final String CUT_OFF = """
            ip link set lo up || exit 99
            ip rule add pref 10 lookup local && ip rule del pref 0 || exit 99
            cut_off() { for protocol in udp tcp; do ip rule add pref 1 ipproto $protocol dport $1 prohibit || exit 99; done; }
            cut_off 53
            """;

    @TempDir
    private Path directory;

    @BeforeAll
    static void namespaces() {
        Tool.Outcome tried = Tool.UNSHARE.run("--net", "--map-root-user", "sh", "-c", CUT_OFF);
        assumeTrue(tried.exit() == 0, () -> "no network namespace with routing rules here: " + tried.errors());
    }

    @Test
    void two_people_converse_over_tls_and_where_port_853_is_blocked_too_over_https() throws IOException {
        Tool.Outcome conversation = converse();
        String[] said = conversation.output().split(MARK, -1);
        assertThat(said).hasSize(2);
        assertThat(said[0]).as(conversation.errors()).contains("published id-", MESSAGE).containsPattern("\"transport\"\\s*:\\s*\"dot\"");
        assertThat(said[1]).as(conversation.errors()).contains("published id-", MESSAGE + " again").containsPattern("\"transport\"\\s*:\\s*\"doh\"");
    }

    private Tool.Outcome converse() throws IOException {
        TestCertificate.named("node").writeTo(directory);
        Files.writeString(directory.resolve("client.yaml"), "tls_ca_file: " + directory.resolve("cert.pem") + "\nnode_doh_url: https://localhost/dns-query\n");
        Path script = Files.writeString(directory.resolve("converse.sh"), CUT_OFF + """
                cd '%1$s' || exit 98
                DMP_DNS_PORT=53 DMP_HTTP_PORT=8053 DMP_DNS_TLS_PORT=853 DMP_HTTP_TLS_PORT=443 DMP_TLS_CERT=cert.pem DMP_TLS_KEY=key.pem \\
                  %2$s >node.out 2>node.err &
                node=$!
                trap 'kill $node' EXIT
                for i in $(seq 600); do grep -q ready node.out && break; sleep 0.1; done
                as() {
                  who=$1; shift
                  HOME='%1$s' DMP_PASSPHRASE="a long passphrase of $who" %3$s --config-home "%1$s/$who" "$@" || { echo "FAILED: $who $*"; cat node.err; exit 97; }
                }
                # a busy machine may be slow to answer; then recv says that it did not see everything, and has the rest the next time
                bob_receives() {
                  for i in 1 2 3; do as bob recv 2>recv.err; cat recv.err >&2; grep -q 'could not be read in full' recv.err || break; done
                }
                for who in alice bob; do
                  as $who init $who --domain mesh.local --endpoint http://localhost:8053 --no-probe-local-dns --dns-host 127.0.0.1 --dns-port 53
                  cp client.yaml $who/client.yaml; chmod 600 $who/client.yaml
                  as $who tsig register --node localhost:8053 --scheme http --dns-server 127.0.0.1 --dns-port 53
                  as $who identity publish
                  as $who identity refresh-prekeys --count 3
                done
                as alice identity fetch bob@mesh.local --add
                as bob identity fetch alice@mesh.local --add
                as alice send bob@mesh.local '%4$s' --json
                bob_receives
                echo '%5$s'
                cut_off 853
                as alice identity publish
                as alice send bob@mesh.local '%4$s again' --json
                bob_receives
                """.formatted(directory, quoted(Program.node()), quoted(Program.client()), MESSAGE, MARK));
        Tool.Outcome outcome = Tool.UNSHARE.run("--net", "--map-root-user", "sh", script.toString());
        assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
        return outcome;
    }

    private static String quoted(Program program) {
        return program.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
