package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.limit.Rate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

@Isolated("a process that another test starts holds the sockets of this one for a moment")
class DnsServerTest {
    private final Fixture fixture = new Fixture();
    private Vertx vertx = Vertx.vertx();
    private DnsServer server;
    private InetSocketAddress address;

    private void start() {
        server = new DnsServer(vertx, () -> fixture.zone, fixture.zone, fixture.updates(), fixture.guards(), fixture.time,
                fixture.meter);
        address = server.start(fixture.settings).getFirst();
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(2));
        vertx.close().await();
    }

    private SimpleResolver resolver(boolean tcp) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver;
    }

    private static Message question(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void both_transports_answer_on_one_port_with_native_sockets_and_those_of_the_jdk(boolean preferNative) throws IOException {
        vertx.close().await();
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(preferNative));
        fixture.zone.with("a.mesh.example.com", "v=dmp1;t=identity", 40);
        start();
        for (boolean tcp : List.of(false, true)) {
            Message response = resolver(tcp).send(question("A.mesh.example.com.", Type.TXT));
            assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
            assertThat(response.getSection(Section.ANSWER)).singleElement()
                    .satisfies(rr -> assertThat(((TXTRecord) rr).getStrings()).containsExactly("v=dmp1;t=identity"))
                    .satisfies(rr -> assertThat(rr.getTTL()).isEqualTo(40));
        }
    }

    @Test
    void a_signed_update_is_applied_and_answered_signed_on_both_transports() throws IOException {
        start();
        TSIG key = new TSIG(TSIG.HMAC_SHA256, Name.fromString(Keys.ALICE), Keys.counting(32));
        fixture.time.set(Instant.now());
        for (boolean tcp : List.of(false, true)) {
            Update update = new Update(Name.fromString("mesh.example.com."));
            update.add(Name.fromString("id-2bd806c97f0e00af.mesh.example.com."), Type.TXT, 300, "v=dmp1;t=identity;d=AAAA");
            SimpleResolver resolver = resolver(tcp);
            resolver.setTSIGKey(key);
            Message response = resolver.send(update);
            assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(response.isVerified()).isTrue();
        }
        assertThat(fixture.applied).hasSize(2).allSatisfy(request -> {
            assertThat(request.updates()).hasSize(1);
            assertThat(request.authority()).isInstanceOf(ApplyUpdate.Authority.Signed.class);
        });
        assertThat(fixture.applied).extracting(request -> request.provable()).containsExactly(false, true);
    }

    @Test
    void what_the_storage_has_not_at_hand_is_answered_by_a_thread_that_may_wait() throws IOException {
        fixture.zone.with("a.mesh.example.com", "v", 40).onlyWhenBlocking();
        start();
        for (boolean tcp : List.of(false, true)) {
            assertThat(resolver(tcp).send(question("a.mesh.example.com.", Type.TXT)).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void udp_and_tcp_share_the_number_that_the_kernel_picks_for_udp() {
        fixture.settings = DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")), 0);
        start();
        assertThat(address.getPort()).isPositive();
    }

    @Test
    void an_answer_leaves_from_the_address_that_was_asked() throws IOException {
        fixture.settings = DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")), 0);
        start();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            byte[] request = question("mesh.example.com.", Type.TXT).toWire();
            socket.send(new DatagramPacket(request, request.length, InetAddress.ofLiteral("127.0.0.2"), address.getPort()));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            assertThat(answer.getAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.2"));
        }
    }

    @Test
    void a_datagram_over_8192_octets_is_answered_formerr_with_the_header_only() throws IOException {
        start();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            byte[] request = Arrays.copyOf(question("mesh.example.com.", Type.TXT).toWire(), 8193);
            socket.send(new DatagramPacket(request, request.length, address));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            assertThat(answer.getLength()).isEqualTo(12);
            assertThat(answer.getData()[3] & 0xf).isEqualTo(Rcode.FORMERR);
            assertThat(Wire.u16(answer.getData(), 0)).isEqualTo(Wire.u16(request, 0));
        }
    }

    @Test
    void a_message_of_65535_octets_is_read_over_tcp() throws IOException {
        start();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            byte[] question = question("mesh.example.com.", Type.SOA).toWire();
            byte[] request = Arrays.copyOf(question, Wire.MAX_MESSAGE);
            // an unknown record in ADDITIONAL fills the message
            int at = question.length;
            Wire.put16(request, 10, 1);
            at = Wire.put16(request, at + 1, 65_280);
            at = Wire.put32(request, Wire.put16(request, at, 1), 0);
            Wire.put16(request, at, Wire.MAX_MESSAGE - at - 2);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(request.length);
            out.write(request);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readUnsignedShort());
            assertThat(new Message(answer).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    private Optional<byte[]> exchanged(DatagramSocket socket, byte[] request) throws IOException {
        socket.send(new DatagramPacket(request, request.length, address));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        try {
            socket.receive(answer);
            return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
    }

    @Test
    void ipv6_is_served_beside_ipv4() throws IOException {
        assumeTrue(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null, "this machine has no ::1");
        fixture.settings = DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")), 0);
        start();
        address = new InetSocketAddress(InetAddress.ofLiteral("::1"), address.getPort());
        for (boolean tcp : List.of(false, true)) {
            assertThat(resolver(tcp).send(question("mesh.example.com.", Type.SOA)).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void a_source_beyond_its_bucket_is_not_answered() throws IOException {
        fixture.sources = new Rate(0.001, 1);
        start();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            byte[] request = question("mesh.example.com.", Type.SOA).toWire();
            assertThat(exchanged(socket, request)).isPresent();
            socket.setSoTimeout(100);
            assertThat(exchanged(socket, request)).isEmpty();
            // TCP has a bucket of its own
            assertThat(resolver(true).send(question("mesh.example.com.", Type.SOA)).getSection(Section.ANSWER)).hasSize(1);
        }
        assertThat(fixture.outcomes("rate_limited")).isEqualTo(1);
    }

    @Test
    void a_datagram_that_finds_no_permit_is_dropped() throws Exception {
        fixture.settings = Settings.withConcurrency(fixture.settings, 1);
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore leave = new Semaphore(0);
        fixture.outcome = any -> {
            begun.countDown();
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        };
        start();
        try (DatagramSocket updating = new DatagramSocket(); DatagramSocket asking = new DatagramSocket()) {
            byte[] update = SignedRequest.of(RawMessage.update("mesh.example.com")).bytes();
            updating.send(new DatagramPacket(update, update.length, address));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            asking.setSoTimeout(100);
            assertThat(exchanged(asking, question("mesh.example.com.", Type.SOA).toWire())).isEmpty();
            assertThat(fixture.outcomes("overloaded")).isEqualTo(1);
            leave.release();
            updating.setSoTimeout(5_000);
            updating.receive(new DatagramPacket(new byte[512], 512));
            asking.setSoTimeout(5_000);
            assertThat(exchanged(asking, question("mesh.example.com.", Type.SOA).toWire())).isPresent();
        }
    }

    @Test
    void a_fixed_port_that_tcp_cannot_have_is_served_over_udp_alone() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            fixture.settings = DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.1")), taken.getLocalPort());
            start();
            assertThat(resolver(false).send(question("mesh.example.com.", Type.SOA)).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void a_fixed_port_that_udp_cannot_have_stops_the_start() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            fixture.settings = DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")), taken.getLocalPort());
            assertThatThrownBy(this::start).isInstanceOf(java.io.UncheckedIOException.class).hasMessageContaining("127.0.0.1");
            assertThat(isSoonFree(taken.getLocalPort(), InetAddress.ofLiteral("127.0.0.2"))).isTrue();
        }
    }

    /** The JDK lets go of a closed channel's socket when its selector looks next. */
    private static boolean isSoonFree(int port, InetAddress address) throws SocketException {
        for (long end = System.nanoTime() + Duration.ofSeconds(10).toNanos(); System.nanoTime() < end; Thread.onSpinWait()) {
            try (DatagramSocket free = new DatagramSocket(port, address)) {
                return free.isBound();
            } catch (BindException notYet) {
                // tried again
            }
        }
        return false;
    }

    @Test
    void a_stopped_server_can_be_started_anew() throws IOException {
        start();
        server.stop(Duration.ofSeconds(2));
        address = server.start(DnsServerSettings.at(List.of(InetAddress.ofLiteral("127.0.0.1")), 0)).getFirst();
        assertThat(resolver(false).send(question("mesh.example.com.", Type.SOA)).getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void several_loops_may_share_an_address() throws IOException {
        DnsServerSettings base = fixture.settings;
        fixture.settings = new DnsServerSettings(base.addresses(), 0, base.maxConcurrency(), base.ednsBuffer(), base.tcpIdle(),
                base.maxFudge(), base.nsid(), base.version(), 2);
        vertx.close().await();
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        start();
        for (int i = 0; i < 10; i++) {
            assertThat(resolver(false).send(question("mesh.example.com.", Type.SOA)).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void the_addresses_of_this_host_are_found() {
        assertThat(LocalAddresses.all()).contains(InetAddress.ofLiteral("127.0.0.1")).noneMatch(InetAddress::isAnyLocalAddress);
        start();
    }
}
