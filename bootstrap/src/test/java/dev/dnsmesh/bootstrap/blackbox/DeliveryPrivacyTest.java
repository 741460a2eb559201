package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.Registrant.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Update;

/**
 * The promise of registration.md 10 and W10 at a launched node: a hundred users deliver a thousand times, five times each by
 * UPDATE and by token, and nothing that is on the disk afterwards tells who delivered what. What registration itself leaves
 * behind is taken stock of before the first delivery; deliveries must add nothing to it.
 */
class DeliveryPrivacyTest {
    private static final int USERS = 100;
    private static final int EACH = 10;
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern AUDIT_ROW = Pattern.compile("\\{[^{}]*}");

    @TempDir
    private Path directory;

    /** Somebody with both kinds of credentials, who delivers from addresses that nobody registered from. */
    private record User(int number, String subject, String keyName, String secretHex, String token) {
        static User register(NodeUnderTest node, int number) {
            String subject = "person-" + number + "-" + Registrant.hash("p" + number, 6) + "@mesh.local";
            Registrant registrant = new Registrant();
            HttpWire.Reply key = HttpWire.ask(node.httpPort(), "POST /v1/registration/tsig-confirm", List.of(),
                    registrant.fields(subject, Registrant.Challenge.asked(node.httpPort())) + "}");
            HttpWire.Reply token = HttpWire.ask(node.httpPort(), "POST /v1/registration/confirm", List.of(),
                    registrant.fields(subject, Registrant.Challenge.asked(node.httpPort())) + "}");
            return new User(number, subject, member(key, "tsig_key_name"), member(key, "tsig_secret_hex"), member(token, "token"));
        }

        String tokenHash() {
            return Registrant.hash(token, 64);
        }

        InetAddress dnsAddress() {
            return InetAddress.ofLiteral("127.173.91." + (100 + number));
        }

        /** As a proxy tells it. */
        InetAddress httpAddress() {
            return InetAddress.ofLiteral("2001:db8:5ca1:ab1e:" + Integer.toHexString(0x7000 + number) + "::9");
        }

        /** Everything by which the user could be told, in the forms in which it could be written down. */
        Map<String, byte[]> traces() {
            Map<String, byte[]> traces = new TreeMap<>();
            traces.put("subject", utf8(subject));
            traces.put("local part", utf8(subject.substring(0, subject.indexOf('@'))));
            traces.put("key name", utf8(keyName.substring(0, keyName.length() - 1)));
            traces.put("first label of the key name", utf8(keyName.substring(0, keyName.indexOf('.'))));
            traces.put("secret", HEX.parseHex(secretHex));
            traces.put("token", utf8(token));
            traces.put("token hash in hex", utf8(tokenHash()));
            traces.put("token hash", HEX.parseHex(tokenHash()));
            traces.put("hash of the subject", HEX.parseHex(Registrant.hash(subject, 64)));
            traces.put("hash of the key name", HEX.parseHex(Registrant.hash(keyName, 64)));
            traces.putAll(addresses());
            return traces;
        }

        Map<String, byte[]> addresses() {
            return Map.of("DNS address", utf8(dnsAddress().getHostAddress()), "DNS address in octets", dnsAddress().getAddress(),
                    "HTTP address", utf8(httpAddress().getHostAddress()), "HTTP address in octets", httpAddress().getAddress(),
                    "HTTP network in octets", java.util.Arrays.copyOf(httpAddress().getAddress(), 8 + 2));
        }

        /** One message into somebody's mailbox: a manifest and a chunk. */
        void deliver(NodeUnderTest node, int nth) {
            String message = Registrant.hash("message " + number + " " + nth, 12);
            String slot = "slot-" + nth % 10 + ".mb-" + message + ".mesh.local";
            String chunk = "chunk-0000-" + message + ".mesh.local";
            if (nth % 2 == 0) {
                update(node, slot, chunk);
            } else {
                post(node, slot, value("manifest", slot));
                post(node, chunk, value("chunk", chunk));
            }
        }

        private static String value(String kind, String owner) {
            return "v=dmp1;t=" + kind + ";d=" + Registrant.hash("value of " + owner, 64).toUpperCase(Locale.ROOT);
        }

        private void update(NodeUnderTest node, String slot, String chunk) {
            try {
                SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.dnsPort()));
                resolver.setLocalAddress(new InetSocketAddress(dnsAddress(), 0));
                resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, Name.fromString(keyName), HEX.parseHex(secretHex)));
                Update update = new Update(Name.fromString("mesh.local."));
                update.add(new TXTRecord(Name.fromString(slot + "."), DClass.IN, 3600, value("manifest", slot)));
                update.add(new TXTRecord(Name.fromString(chunk + "."), DClass.IN, 3600, value("chunk", chunk)));
                assertThat(Rcode.string(resolver.send(update).getRcode())).isEqualTo("NOERROR");
            } catch (TextParseException wrong) {
                throw new IllegalArgumentException(wrong);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void post(NodeUnderTest node, String owner, String value) {
            assertThat(HttpWire.ask(node.httpPort(), "POST /v1/records/" + owner, List.of("Authorization: Bearer " + token,
                    "X-Forwarded-For: " + httpAddress().getHostAddress()), "{\"value\":\"" + value + "\",\"ttl\":3600}").brief())
                    .isEqualTo("201 {\"ok\":true}");
        }

        /** What a stranger's mailbox does not take: deleting there, which both ways refuse. */
        void tryToDelete(NodeUnderTest node) {
            String slot = "slot-1.mb-" + Registrant.hash("message " + number + " 1", 12) + ".mesh.local";
            assertThat(HttpWire.ask(node.httpPort(), "DELETE /v1/records/" + slot, "Authorization: Bearer " + token,
                    "X-Forwarded-For: " + httpAddress().getHostAddress()).status()).isEqualTo(401);
        }
    }

    @Test
    void nothing_that_is_kept_joins_anybody_to_a_delivery() throws Exception {
        NodeUnderTest node = NodeUnderTest.in(directory).with("DMP_DATA_DIR", "data").with("DMP_DNS_HOST", "127.0.0.1")
                .with("DMP_HTTP_HOST", "127.0.0.1").with("DMP_AUTH_MODE", "multi-tenant").with("DMP_OPERATOR_TOKEN", "operator")
                .with("DMP_SERVED_ZONE", "mesh.local").with("DMP_NODE_HOSTNAME", "localhost").with("DMP_DNS_UPDATE_ENABLED", "1")
                .with("DMP_REGISTRATION_ENABLED", "1").with("DMP_HTTP_RATE", "0").with("DMP_DNS_RATE", "0").with("DMP_DNS_RRL", "0")
                .with("DMP_REGISTRATION_ENDPOINT_RATE_PER_SEC", "0").start();
        try (node) {
            List<User> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(User.register(node, i));
            }
            Map<String, Long> before = stock(users);
            assertThat(before.get("subject")).as("the search finds what registration wrote").isGreaterThanOrEqualTo(USERS);
            assertThat(before.get("first label of the key name")).isGreaterThanOrEqualTo(USERS);
            assertThat(before.get("token hash") + before.get("token hash in hex")).isGreaterThanOrEqualTo(USERS);
            List<String> credentials = credentialsOf(node);
            List<String> auditBefore = audit(node);
            int linesBefore = node.standardError().split("\n", -1).length;

            deliver(node, users);
            users.subList(0, 20).forEach(user -> user.tryToDelete(node));

            assertThat(count(allBytes(), utf8("v=dmp1;t=manifest;d="))).as("the search finds deliveries").isGreaterThanOrEqualTo(USERS * EACH);
            Map<String, Long> after = stock(users);
            after.forEach((trace, times) -> assertThat(times).as("%s, over all users", trace).isLessThanOrEqualTo(before.get(trace)));
            users.getFirst().addresses().keySet().forEach(address -> assertThat(after.get(address)).as(address).isZero());
            assertThat(credentialsOf(node)).as("no credential remembers its use").isEqualTo(credentials);

            List<String> fresh = new ArrayList<>(audit(node));
            auditBefore.forEach(fresh::remove);
            assertThat(fresh).as("deliveries are counted by the hour and have no rows").isNotEmpty().hasSizeLessThanOrEqualTo(4)
                    .allSatisfy(DeliveryPrivacyTest::isCounter);

            List<String> lines = node.standardError().lines().skip(linesBefore - 1L).toList();
            assertThat(lines).as("only refusals have lines").hasSizeLessThanOrEqualTo(25)
                    .noneMatch(line -> line.contains("person-") || line.contains("mb-") || line.contains("chunk-") || line.contains("slot-"));
        }
        assertThat(stock(List.of(new User(0, "nobody@mesh.local", "nobody.mesh.local.", "00".repeat(32), "dmp_v1_none"))).get("subject")).isZero();
    }

    private static void deliver(NodeUnderTest node, List<User> users) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> deliveries = users.stream().<Future<?>>map(user -> threads.submit(() ->
                    IntStream.range(0, EACH).forEach(nth -> user.deliver(node, nth)))).toList();
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }
    }

    /** How often each kind of trace stands in the files of the store and in the log, over all users. */
    private Map<String, Long> stock(List<User> users) throws IOException {
        String all = allBytes();
        Map<String, Long> found = new TreeMap<>();
        for (User user : users) {
            user.traces().forEach((trace, octets) -> found.merge(trace, count(all, octets), Long::sum));
        }
        return found;
    }

    /** Every file of the node's directory, and what it said, one octet a character. */
    private String allBytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> read = files.filter(Files::isRegularFile).toList();
            assertThat(read).anyMatch(file -> file.endsWith("data.mdb")).anyMatch(file -> file.toString().endsWith(".err"));
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            for (Path file : read) {
                all.writeBytes(Files.readAllBytes(file));
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static long count(String haystack, byte[] octets) {
        String needle = new String(octets, StandardCharsets.ISO_8859_1);
        long found = 0;
        for (int at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
            found++;
        }
        return found;
    }

    private static List<String> credentialsOf(NodeUnderTest node) {
        return Stream.of("tsig", "token", "owner").flatMap(kind -> {
            Tool.Outcome listed = kind.equals("owner") ? node.admin(kind, "list") : node.admin(kind, "list", "--json");
            assertThat(listed.exit()).as(listed.errors()).isZero();
            return listed.output().lines();
        }).toList();
    }

    private static List<String> audit(NodeUnderTest node) {
        Tool.Outcome listed = node.admin("audit", "tail", "--limit", "100000", "--json");
        assertThat(listed.exit()).as(listed.errors()).isZero();
        return AUDIT_ROW.matcher(listed.output()).results().map(java.util.regex.MatchResult::group).collect(Collectors.toList());
    }

    private static void isCounter(String row) {
        assertThat(row.replaceAll("\\s", "")).contains("\"token_hash\":null", "\"subject\":null", "\"remote_addr\":null");
        Matcher second = Pattern.compile("\"ts\":\\s*(\\d+)").matcher(row);
        assertThat(second.find()).isTrue();
        assertThat(Long.parseLong(second.group(1)) % 3600).as("to the hour").isZero();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
