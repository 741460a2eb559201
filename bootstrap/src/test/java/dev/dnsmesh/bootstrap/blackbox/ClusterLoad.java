package dev.dnsmesh.bootstrap.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;

/**
 * Users who write to any node of a cluster, read at any other, and remember what was acknowledged. A node that is away is
 * asked all the same. Nothing is sent twice.
 */
final class ClusterLoad implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;
    /** After what did not go well, as people wait before they try again. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int TRIES = 10;
    private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicIntegerArray ports;
    private final TSIG key;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<User> users = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * @param ports of the nodes; whoever starts one anew sets its
     * @param key   as {@code nsupdate -y} takes it
     */
    ClusterLoad(AtomicIntegerArray ports, String key) throws IOException {
        this.ports = ports;
        String[] parts = key.split(":");
        this.key = new TSIG(TSIG.HMAC_SHA256, Name.fromString(parts[1], Name.root), Base64.getDecoder().decode(parts[2]));
    }

    void start(int number) {
        for (int i = 0; i < number; i++) {
            User user = new User(i);
            users.add(user);
            running.add(threads.submit(user));
        }
    }

    /** Returns when every user has heard of the last thing he asked for. */
    void finish() throws Exception {
        stopped = true;
        for (Future<?> each : running) {
            each.get();
        }
    }

    int count(String what) {
        return counts.getOrDefault(what, new AtomicInteger()).get();
    }

    /** What happened how often. */
    Map<String, Integer> report() {
        Map<String, Integer> report = new TreeMap<>();
        counts.forEach((what, times) -> report.put(what, times.get()));
        return report;
    }

    /** What any node answers otherwise than was acknowledged. */
    List<String> contradictions() throws Exception {
        List<Future<List<String>>> asking = new ArrayList<>();
        for (int node = 0; node < ports.length(); node++) {
            int port = ports.get(node);
            asking.add(threads.submit(() -> users.stream().flatMap(user -> user.contradictions(port).stream()).toList()));
        }
        List<String> found = new ArrayList<>();
        for (Future<List<String>> each : asking) {
            found.addAll(each.get());
        }
        return found;
    }

    private void noted(String what) {
        counts.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** One after the other, so that the names of one user change by his own doing alone. */
    private final class User implements Runnable {
        private final int number;
        private final Random dice;
        /** When each was acknowledged. */
        private final Map<String, Long> standing = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();
        private final Set<String> deleted = new HashSet<>();

        User(int number) {
            this.number = number;
            dice = new Random(number);
        }

        @Override
        public void run() {
            for (int turn = 0; !stopped; turn++) {
                if (names.isEmpty() || dice.nextBoolean()) {
                    write("u" + number + "-" + turn + ".mesh.local");
                } else {
                    read(names.get(dice.nextInt(names.size())));
                }
            }
        }

        private void write(String name) {
            WireRequest update = WireRequest.update("mesh.local").add(name, 86_400, valueOf(name));
            Optional<String> old = names.isEmpty() || dice.nextInt(8) > 0 ? Optional.empty() : Optional.of(names.get(dice.nextInt(names.size())));
            old.ifPresent(gone -> {
                update.delete(gone);
                // stands or not, as long as nobody said so
                standing.remove(gone);
                names.remove(gone);
            });
            String answer = ask(somePort(), signed(update)).map(response -> Rcode.string(response.rcode())).orElse("no answer");
            noted("UPDATE " + answer);
            if (answer.equals("NOERROR")) {
                standing.put(name, System.nanoTime());
                names.add(name);
                old.ifPresent(deleted::add);
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        private void read(String name) {
            if (System.nanoTime() - standing.get(name) < A_SECOND) {
                return;
            }
            Optional<DnsPeer.Response> response = ask(somePort(), WireRequest.query(name, WireRequest.TXT).bytes());
            String answer = response.map(got -> Rcode.string(got.rcode())).orElse("no answer");
            noted("query " + answer);
            if (!answer.equals("NOERROR")) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else if (!values(response.orElseThrow()).equals(List.of(valueOf(name)))) {
                noted("query answered wrongly");
            }
        }

        List<String> contradictions(int port) {
            List<String> found = new ArrayList<>();
            standing.keySet().forEach(name -> check(port, name, List.of(valueOf(name)), found));
            deleted.forEach(name -> check(port, name, List.of(), found));
            return found;
        }
    }

    private void check(int port, String name, List<String> expected, List<String> found) {
        List<String> answers = List.of("nothing");
        for (int i = 0; i < TRIES; i++) {
            Optional<DnsPeer.Response> response = ask(port, WireRequest.query(name, WireRequest.TXT).bytes());
            if (response.isPresent() && response.get().rcode() != Rcode.SERVFAIL) {
                answers = values(response.get());
                break;
            }
        }
        noted(answers.equals(expected) ? "checked" : "contradicted");
        if (!answers.equals(expected)) {
            found.add("port " + port + " answers for " + name + " " + answers + " instead of " + expected);
        }
    }

    private int somePort() {
        return ports.get(ThreadLocalRandom.current().nextInt(ports.length()));
    }

    private static String valueOf(String name) {
        return "value of " + name;
    }

    private static List<String> values(DnsPeer.Response response) {
        return response.message().getSection(Section.ANSWER).stream()
                .map(each -> String.join("", ((TXTRecord) each).getStrings())).toList();
    }

    private byte[] signed(WireRequest update) {
        try {
            Message message = new Message(update.bytes());
            key.apply(message, null);
            return message.toWire(65_535);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Empty where nobody is there, or nothing comes back in time. */
    private static Optional<DnsPeer.Response> ask(int port, byte[] request) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
            return octets[0] == request[0] && octets[1] == request[1] ? Optional.of(new DnsPeer.Response(octets)) : Optional.empty();
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
