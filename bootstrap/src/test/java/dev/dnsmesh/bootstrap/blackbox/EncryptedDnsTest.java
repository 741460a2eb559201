package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** DNS over TLS and over HTTPS (RFC 7858, RFC 8484) at the launched node, with clients that we did not write. */
class EncryptedDnsTest {
    @TempDir
    private static Path directory;
    private static NodeUnderTest node;
    private static TestCertificate certificate;
    private static String key;

    @BeforeAll
    static void start() throws IOException {
        certificate = TestCertificate.named("first");
        certificate.writeTo(directory);
        node = NodeUnderTest.in(directory).with("DMP_TLS_CERT", directory.resolve("cert.pem").toString())
                .with("DMP_TLS_KEY", directory.resolve("key.pem").toString())
                .with("DMP_DNS_TLS_PORT", "0").with("DMP_HTTP_TLS_PORT", "0").with("DMP_HTTP_H2C", "1").start();
        key = node.issueKey("alice@mesh.local");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void kdig_asks_over_tls() {
        String answer = kdig(node.dotPort(), "+tls", "+tls-ca=" + directory.resolve("cert.pem"), "+tls-hostname=localhost");
        assertThat(answer).contains("TLS session (TLS1.3)", "status: NOERROR", "mesh.local.", "hostmaster.mesh.local.").contains("(TCP)");
    }

    @Test
    void kdig_asks_over_https_by_post_and_get() {
        for (String method : new String[] {"+https", "+https-get"}) {
            String answer = kdig(node.httpsPort(), method, "+tls-ca=" + directory.resolve("cert.pem"), "+tls-hostname=localhost");
            assertThat(answer).contains("HTTP session (HTTP/2-" + (method.endsWith("get") ? "GET" : "POST"), "localhost/dns-query", "status: NOERROR", "hostmaster.mesh.local.");
        }
    }

    @Test
    void a_padded_query_gets_a_padded_answer() {
        String answer = kdig(node.dotPort(), "+tls", "+padding=128");
        assertThat(answer).contains("PADDING");
        assertThat(answer.replaceFirst("(?s).*Received (\\d+) B.*", "$1")).isEqualTo("468");
    }

    @Test
    void signed_updates_come_over_tls() throws Exception {
        Message update = update("tls", "over TLS");
        TSIG tsig = tsig();
        tsig.apply(update, null);
        byte[] answer = overTls(update.toWire());
        assertThat(tsig.verify(new Message(answer), answer, update.getTSIG())).isEqualTo(Rcode.NOERROR);
        assertThat(new Message(answer).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(value(overTls(query("tls")))).isEqualTo("over TLS");
    }

    @Test
    void signed_updates_come_over_https() throws Exception {
        Message update = update("https", "over HTTPS");
        TSIG tsig = tsig();
        tsig.apply(update, null);
        HttpResponse<byte[]> response = post("https://localhost:" + node.httpsPort(), update.toWire());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(tsig.verify(new Message(response.body()), response.body(), update.getTSIG())).isEqualTo(Rcode.NOERROR);

        HttpResponse<byte[]> read = get("https://localhost:" + node.httpsPort(), query("https"));
        assertThat(value(read.body())).isEqualTo("over HTTPS");
        assertThat(read.headers().firstValue("content-type")).contains("application/dns-message");
        assertThat(read.headers().firstValue("cache-control")).contains("max-age=60");
    }

    @Test
    void a_proxy_on_this_machine_may_speak_http_2_without_tls() throws Exception {
        HttpResponse<byte[]> response = post("http://127.0.0.1:" + node.httpPort(), query("nowhere"));
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(new Message(response.body()).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void a_signed_refusal_is_still_200() throws Exception {
        Message update = update("stranger", "no");
        new TSIG(TSIG.HMAC_SHA256, Name.fromString("nobody.mesh.local."), new byte[32]).apply(update, null);
        HttpResponse<byte[]> response = post("https://localhost:" + node.httpsPort(), update.toWire());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new Message(response.body()).getRcode()).isEqualTo(Rcode.NOTAUTH);
    }

    @Test
    void those_who_connect_and_say_nothing_are_hung_up_on_and_hinder_nobody() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                silent.add(new Socket("127.0.0.1", node.httpsPort()));
                silent.add(new Socket("127.0.0.1", node.dotPort()));
            }
            assertThat(kdig(node.httpsPort(), "+https", "+tls-ca=" + directory.resolve("cert.pem"), "+tls-hostname=localhost")).contains("status: NOERROR");
            assertThat(kdig(node.dnsPort())).contains("status: NOERROR");
            for (Socket socket : silent) {
                socket.setSoTimeout(30_000);
                assertThat(socket.getInputStream().read()).as("the end, within a few seconds").isNegative();
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void a_new_certificate_is_shown_without_a_restart() throws Exception {
        Path own = Files.createDirectory(directory.resolve("renewal"));
        TestCertificate old = TestCertificate.named("old");
        TestCertificate fresh = TestCertificate.named("fresh");
        old.writeTo(own);
        try (NodeUnderTest renewing = NodeUnderTest.in(own).with("DMP_TLS_CERT", own.resolve("cert.pem").toString())
                .with("DMP_TLS_KEY", own.resolve("key.pem").toString()).with("DMP_DNS_TLS_PORT", "0").with("DMP_HTTP_TLS_PORT", "0").start()) {
            assertThat(shown(renewing.dotPort(), old)).isEqualTo(old.certificate());

            Files.writeString(own.resolve("cert.pem"), fresh.certificatePem());
            renewing.signal("HUP");
            await(renewing, "the private key is not that of the first certificate; the certificate stays as it was");
            assertThat(shown(renewing.dotPort(), old)).isEqualTo(old.certificate());

            Files.writeString(own.resolve("key.pem"), fresh.keyPem());
            await(renewing, "new certificate in use");
            assertThat(shown(renewing.dotPort(), fresh)).isEqualTo(fresh.certificate());
            assertThat(shown(renewing.httpsPort(), fresh)).isEqualTo(fresh.certificate());
            assertThat(renewing.stop()).isZero();
        }
    }

    @Test
    void listeners_under_tls_need_a_certificate() throws IOException {
        Path own = Files.createDirectory(directory.resolve("without"));
        assertThat(NodeUnderTest.in(own).with("DMP_DNS_TLS_PORT", "0").startRefused().errors())
                .contains("DMP_DNS_TLS_PORT and DMP_HTTP_TLS_PORT need DMP_TLS_CERT and DMP_TLS_KEY");
        assertThat(NodeUnderTest.in(own).with("DMP_DNS_TLS_PORT", "0").with("DMP_TLS_CERT", "absent.pem").with("DMP_TLS_KEY", "absent.pem")
                .startRefused().errors()).contains("absent.pem: no such file");
        Files.writeString(own.resolve("bad.pem"), "nothing of the kind");
        NodeUnderTest.Setup bad = NodeUnderTest.in(own).with("DMP_HTTP_TLS_PORT", "0").with("DMP_TLS_CERT", own.resolve("bad.pem").toString())
                .with("DMP_TLS_KEY", own.resolve("bad.pem").toString());
        assertThat(bad.run("config", "check")).satisfies(check -> {
            assertThat(check.exit()).isEqualTo(1);
            assertThat(check.errors()).contains("bad.pem").contains("no certificate");
        });
        assertThat(bad.with("DMP_DNS_TTL", "often").startRefused().errors()).as("all at once").contains("bad.pem", "DMP_DNS_TTL");
    }

    private static String kdig(int port, String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(new String[] {"@127.0.0.1", "-p", String.valueOf(port), "mesh.local", "SOA"}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        Tool.Outcome outcome = Tool.KDIG.run(all);
        assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
        return outcome.output();
    }

    private static Message update(String label, String text) throws IOException {
        Update update = new Update(Name.fromString("mesh.local."));
        Name owner = Name.fromString(label + ".mesh.local.");
        update.add(new TXTRecord(owner, DClass.IN, 300, text));
        return update;
    }

    private static TSIG tsig() throws IOException {
        String[] parts = key.split(":");
        return new TSIG(TSIG.HMAC_SHA256, Name.fromString(parts[1].endsWith(".") ? parts[1] : parts[1] + "."), Base64.getDecoder().decode(parts[2]));
    }

    private static byte[] query(String label) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(label + ".mesh.local."), Type.TXT, DClass.IN)).toWire();
    }

    private static String value(byte[] answer) throws IOException {
        return ((TXTRecord) new Message(answer).getSection(Section.ANSWER).getFirst()).getStrings().getFirst();
    }

    private static byte[] overTls(byte[] message) throws IOException {
        try (SSLSocket socket = (SSLSocket) certificate.trusting().getSocketFactory().createSocket("localhost", node.dotPort())) {
            socket.setSoTimeout(20_000);
            byte[] framed = new byte[message.length + 2];
            framed[0] = (byte) (message.length >>> 8);
            framed[1] = (byte) message.length;
            System.arraycopy(message, 0, framed, 2, message.length);
            socket.getOutputStream().write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readNBytes(in.readUnsignedShort());
        }
    }

    private static HttpResponse<byte[]> post(String base, byte[] message) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/dns-query")).header("Content-Type", "application/dns-message")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message)).build());
    }

    private static HttpResponse<byte[]> get(String base, byte[] message) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/dns-query?dns=" + Base64.getUrlEncoder().withoutPadding().encodeToString(message))).build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static Certificate shown(int port, TestCertificate trusted) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusted.trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static void await(NodeUnderTest node, String text) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!node.standardError().contains(text)) {
            assertThat(System.nanoTime()).as("the log says %s:\n%s", text, node.standardError()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
