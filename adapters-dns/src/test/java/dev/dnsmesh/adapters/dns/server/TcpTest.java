package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.limit.Rate;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections (dns.md 10.12): pipelining, half-closing, deadlines, caps. */
@Timeout(60)
class TcpTest {
    private static final String APEX = "mesh.example.com";
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Fixture fixture = new Fixture();
    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private TcpTimeouts timeouts = new TcpTimeouts(LONG, LONG, LONG, LONG, LONG, LONG);
    private DnsServer server;
    private InetSocketAddress address;

    private void start() {
        startWith(fixture.updates());
    }

    private void startWith(ApplyUpdate service) {
        startWith(new UpdateService.Open(service, fixture.keys));
    }

    private void startWith(UpdateService updates) {
        TimeSource running = new TimeSource() {
            @Override
            public Instant now() {
                return Fixture.NOW;
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
        server = new DnsServer(vertx, () -> fixture.zone, fixture.zone, updates, fixture.guards(), running, fixture.meter);
        address = server.start(fixture.settings, java.util.Optional.empty(), timeouts).getFirst();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop(Duration.ofSeconds(5));
        vertx.close().await();
    }

    private final class Connection {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection() throws IOException {
            this(InetAddress.ofLiteral("127.0.0.1"));
        }

        Connection(InetAddress from) throws IOException {
            socket = new Socket();
            socket.bind(new InetSocketAddress(from, 0));
            socket.setReceiveBufferSize(8_192);
            socket.connect(address);
            sockets.add(socket);
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        void send(byte[]... messages) throws IOException {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            for (byte[] message : messages) {
                all.write(message.length >>> 8);
                all.write(message.length);
                all.writeBytes(message);
            }
            out.write(all.toByteArray());
        }

        byte[] answer() throws IOException {
            return in.readNBytes(in.readUnsignedShort());
        }

        boolean isEnded() throws IOException {
            return in.read() < 0;
        }
    }

    private static byte[] query(int id) {
        byte[] query = RawMessage.query("a." + APEX, 16).bytes();
        Wire.put16(query, 0, id);
        return query;
    }

    private static byte[] update(int id) {
        byte[] update = SignedRequest.of(RawMessage.update(APEX)).bytes();
        Wire.put16(update, 0, id);
        return update;
    }

    private static List<Integer> ids(Connection connection, int count) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(Wire.u16(connection.answer(), 0));
        }
        return ids;
    }

    private static List<Integer> upTo(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    @Test
    void a_connection_carries_many_requests_sent_at_once() throws IOException {
        start();
        Connection connection = new Connection();
        byte[][] queries = upTo(500).stream().map(TcpTest::query).toArray(byte[][]::new);
        connection.send(queries);
        assertThat(ids(connection, 500)).containsExactlyElementsOf(upTo(500));
    }

    @Test
    void requests_that_come_octet_by_octet_are_read() throws IOException {
        start();
        Connection connection = new Connection();
        for (int round = 0; round < 2; round++) {
            byte[] query = query(round);
            for (byte octet : new byte[] {0, (byte) query.length}) {
                connection.out.write(octet);
            }
            for (byte octet : query) {
                connection.out.write(octet);
            }
            assertThat(ids(connection, 1)).containsExactly(round);
        }
    }

    @Test
    void prefix_and_response_leave_in_one_segment() throws IOException {
        start();
        Connection connection = new Connection();
        connection.send(query(1));
        byte[] read = new byte[4_096];
        int octets = connection.in.read(read);
        assertThat(octets).isEqualTo(2 + Wire.u16(read, 0));
    }

    @Test
    void what_is_pending_is_answered_after_the_peer_has_closed_its_side() throws IOException {
        Semaphore leave = new Semaphore(0);
        fixture.outcome = any -> {
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        };
        start();
        Connection connection = new Connection();
        connection.send(update(7), query(8));
        connection.socket.shutdownOutput();
        assertThat(ids(connection, 1)).containsExactly(8);
        leave.release();
        assertThat(ids(connection, 1)).containsExactly(7);
        assertThat(connection.isEnded()).isTrue();
    }

    @Test
    void no_more_than_32_requests_of_a_connection_are_worked_on_at_once() throws Exception {
        AtomicInteger inProgress = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(32);
        Semaphore leave = new Semaphore(0);
        ApplyUpdate service = request -> {
            most.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
            full.countDown();
            leave.acquireUninterruptibly();
            inProgress.decrementAndGet();
            return new ApplyUpdate.Outcome.Applied();
        };
        startWith(service);
        Connection connection = new Connection();
        connection.send(upTo(40).stream().map(TcpTest::update).toArray(byte[][]::new));
        assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
        leave.release(40);
        assertThat(ids(connection, 40)).containsExactlyInAnyOrderElementsOf(upTo(40));
        assertThat(most.get()).isEqualTo(32);
    }

    @Test
    void updates_hold_three_quarters_of_the_permits_and_queries_go_on() throws Exception {
        fixture.settings = Settings.withConcurrency(fixture.settings, 4);
        CountDownLatch begun = new CountDownLatch(3);
        Semaphore leave = new Semaphore(0);
        AtomicInteger applied = new AtomicInteger();
        startWith(request -> {
            applied.incrementAndGet();
            begun.countDown();
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        });
        Connection updates = new Connection();
        updates.send(update(0), update(1), update(2), update(3));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Connection queries = new Connection();
        queries.send(query(9));
        assertThat(ids(queries, 1)).containsExactly(9);
        assertThat(applied.get()).isEqualTo(3);
        leave.release(4);
        assertThat(ids(updates, 4)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void a_request_that_finds_no_permit_in_time_closes_its_connection_after_what_is_pending() throws Exception {
        fixture.settings = Settings.withConcurrency(fixture.settings, 4);
        timeouts = new TcpTimeouts(LONG, LONG, LONG, LONG, SHORT, LONG);
        Semaphore leave = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(3);
        startWith(request -> {
            begun.countDown();
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        });
        Connection holding = new Connection();
        holding.send(update(0), update(1), update(2));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Connection late = new Connection();
        late.send(query(5), update(6), query(7));
        assertThat(ids(late, 1)).containsExactly(5);
        assertThat(late.isEnded()).isTrue();
        leave.release(3);
        assertThat(ids(holding, 3)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void an_empty_message_or_one_below_a_header_ends_the_connection() throws IOException {
        start();
        for (int length : new int[] {0, 1, 11}) {
            Connection connection = new Connection();
            connection.send(query(1), new byte[length], query(2));
            assertThat(ids(connection, 1)).containsExactly(1);
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void a_response_as_a_request_is_passed_over_and_the_connection_stays() throws IOException {
        start();
        Connection connection = new Connection();
        connection.send(VectorsTest.RESPONSE, query(2));
        assertThat(ids(connection, 1)).containsExactly(2);
    }

    @Test
    void the_bucket_of_the_source_ends_the_connection_after_what_is_pending() throws IOException {
        fixture.sources = new Rate(0.001, 2);
        start();
        Connection connection = new Connection();
        connection.send(query(1), query(2), query(3));
        assertThat(ids(connection, 2)).containsExactly(1, 2);
        assertThat(connection.isEnded()).isTrue();
        assertThat(fixture.outcomes("rate_limited")).isEqualTo(1);
    }

    @Test
    void a_connection_without_a_length_prefix_is_closed() throws IOException {
        timeouts = new TcpTimeouts(SHORT, LONG, LONG, LONG, LONG, LONG);
        start();
        Connection silent = new Connection();
        Connection halfPrefix = new Connection();
        halfPrefix.out.write(0);
        assertThat(silent.isEnded()).isTrue();
        assertThat(halfPrefix.isEnded()).isTrue();
    }

    @Test
    void a_message_has_a_deadline_as_a_whole_however_it_trickles() throws Exception {
        timeouts = new TcpTimeouts(LONG, SHORT, LONG, LONG, LONG, LONG);
        start();
        Connection connection = new Connection();
        connection.send(query(1));
        assertThat(ids(connection, 1)).containsExactly(1);
        long begun = System.nanoTime();
        connection.out.write(0);
        connection.socket.setSoTimeout(20);
        boolean ended = false;
        while (!ended && System.nanoTime() - begun < LONG.toNanos()) {
            try {
                connection.out.write(0x10);
                ended = connection.isEnded();
            } catch (SocketTimeoutException notYet) {
                assertThat(connection.socket.isClosed()).isFalse();
            } catch (IOException reset) {
                ended = true;
            }
        }
        assertThat(ended).isTrue();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos() / 2);
    }

    @Test
    void an_idle_connection_is_closed() throws IOException {
        timeouts = new TcpTimeouts(LONG, LONG, SHORT, LONG, LONG, LONG);
        start();
        Connection connection = new Connection();
        connection.send(query(1));
        assertThat(ids(connection, 1)).containsExactly(1);
        assertThat(connection.isEnded()).isTrue();
    }

    @Test
    void work_in_progress_is_not_idleness() throws Exception {
        timeouts = new TcpTimeouts(LONG, LONG, SHORT, LONG, LONG, LONG);
        Semaphore leave = new Semaphore(0);
        startWith(request -> {
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        });
        Connection connection = new Connection();
        connection.send(update(3));
        Connection idle = new Connection();
        idle.send(query(1));
        assertThat(ids(idle, 1)).containsExactly(1);
        assertThat(idle.isEnded()).isTrue();
        leave.release();
        assertThat(ids(connection, 1)).containsExactly(3);
    }

    @Test
    void a_peer_that_never_reads_is_cut_off_and_others_are_served() throws Exception {
        timeouts = new TcpTimeouts(LONG, LONG, LONG, SHORT, LONG, LONG);
        for (int i = 0; i < 30; i++) {
            fixture.zone.with("a." + APEX, "v" + i + "x".repeat(2000), 60);
        }
        start();
        Connection deaf = new Connection();
        CountDownLatch cutOff = new CountDownLatch(1);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    deaf.send(query(i & 0xffff));
                }
            } catch (IOException reset) {
                cutOff.countDown();
            }
        });
        Connection other = new Connection();
        other.send(query(1));
        assertThat(ids(other, 1)).containsExactly(1);
        assertThat(cutOff.await(30, TimeUnit.SECONDS)).isTrue();
        writer.join();
    }

    @Test
    void one_source_has_32_connections_at_most() throws IOException {
        start();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            Connection connection = new Connection();
            connection.send(query(i));
            assertThat(ids(connection, 1)).containsExactly(i);
            open.add(connection);
        }
        Connection surplus = new Connection();
        assertThatThrownBy(() -> {
            surplus.send(query(99));
            surplus.answer();
        }).isInstanceOf(IOException.class);
        open.getFirst().send(query(77));
        assertThat(ids(open.getFirst(), 1)).containsExactly(77);
    }

    @Test
    void where_no_more_connections_are_held_the_longest_idle_one_gives_way() throws IOException {
        // the smallest number of connections that there is
        fixture.settings = Settings.withConcurrency(fixture.settings, 32);
        start();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < 257; i++) {
            Connection connection = new Connection(InetAddress.ofLiteral("127.0.0." + (2 + i / 32)));
            connection.send(query(i));
            assertThat(ids(connection, 1)).containsExactly(i);
            open.add(connection);
        }
        assertThat(open.get(0).isEnded()).isTrue();
        for (int i : new int[] {1, 100, 256}) {
            open.get(i).send(query(i));
            assertThat(ids(open.get(i), 1)).containsExactly(i);
        }
    }

    @Test
    void stopping_answers_what_was_taken_and_takes_no_more() throws Exception {
        Semaphore leave = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        startWith(request -> {
            begun.countDown();
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        });
        Connection connection = new Connection();
        connection.send(update(3));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread stopping = Thread.ofVirtual().start(() -> server.stop(Duration.ofSeconds(20)));
        assertThatThrownBy(() -> {
            while (true) {
                new Connection().socket.close();
            }
        }).isInstanceOf(IOException.class);
        leave.release();
        assertThat(ids(connection, 1)).containsExactly(3);
        assertThat(connection.isEnded()).isTrue();
        connection.socket.close();
        stopping.join();
    }

    @Test
    void stopping_waits_for_nothing_beyond_its_deadline() throws Exception {
        Semaphore leave = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        startWith(request -> {
            begun.countDown();
            leave.acquireUninterruptibly();
            return new ApplyUpdate.Outcome.Applied();
        });
        Connection connection = new Connection();
        connection.send(update(3));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        server.stop(SHORT);
        assertThatThrownBy(connection::answer).isInstanceOf(IOException.class);
        leave.release();
    }

    @Test
    void a_failure_of_the_server_itself_costs_no_permit() throws Exception {
        fixture.settings = Settings.withConcurrency(fixture.settings, 4);
        startWith(request -> {
            throw new StackOverflowError("planted");
        });
        for (int i = 0; i < 6; i++) {
            Connection connection = new Connection();
            connection.send(update(i), query(i));
            assertThat(ids(connection, 1)).containsExactly(i);
        }
    }
}
