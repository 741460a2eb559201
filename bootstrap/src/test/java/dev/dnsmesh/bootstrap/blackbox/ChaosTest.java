package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes on one PostgreSQL are killed one after the other under load, and so is the database. The system property
 * {@code chaos.kills} makes it longer, and {@code target/chaos.txt} says what happened; {@code benchmarks/cluster chaos} does the same with the distribution.
 */
class ChaosTest {
    private static final int NODES = 4;
    private static final int USERS = 6;
    private static final int KILLS = Integer.getInteger("chaos.kills", 4);
    private static final long PERIOD_SECONDS = 2;
    private static final int STARTS = 30;

    @TempDir
    private Path directory;

    private final AtomicIntegerArray ports = new AtomicIntegerArray(NODES);
    /** Those that run. */
    private final List<Integer> running = Collections.synchronizedList(new ArrayList<>());
    private final NodeUnderTest[] nodes = new NodeUnderTest[NODES];
    private final Random dice = new Random(7);
    private volatile boolean over;

    @Test
    void what_any_node_acknowledged_every_node_answers_whoever_was_killed_meanwhile() throws Exception {
        try (Database database = Database.in(directory.resolve("database")); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String url = database.newDatabase("chaos");
            try {
                List<Future<?>> starts = new ArrayList<>();
                nodes[0] = setup(0, url).start();
                up(0);
                for (int i = 1; i < NODES; i++) {
                    int number = i;
                    NodeUnderTest.Setup setup = setup(number, url);
                    starts.add(threads.submit(() -> start(number, setup)));
                }
                await(starts);
                try (ClusterLoad load = new ClusterLoad(ports, nodes[0].issueKey("alice@mesh.local"))) {
                    load.start(USERS);
                    int kills = breakThings(database, threads);
                    load.finish();
                    List<String> contradictions = load.contradictions();
                    String counts = load.report() + ", kills of nodes " + kills + ", of the database 1";
                    Files.writeString(Path.of("target", "chaos.txt"), counts + "\n");
                    assertThat(contradictions).as(counts).isEmpty();
                    assertThat(load.count("query answered wrongly") + load.count("query NXDOMAIN")).isZero();
                    assertThat(load.count("UPDATE REFUSED") + load.count("UPDATE NOTAUTH") + load.count("UPDATE FORMERR")).isZero();
                    assertThat(kills).isPositive();
                    assertThat(load.count("UPDATE NOERROR")).as(counts).isGreaterThan(20);
                    assertThat(load.count("checked")).as(counts).isGreaterThan(20 * NODES);
                }
            } finally {
                over = true;
                for (NodeUnderTest node : nodes) {
                    if (node != null) {
                        node.close();
                    }
                }
            }
        }
    }

    /** Returns when all that was killed runs again; says how many nodes were. */
    private int breakThings(Database database, ExecutorService threads) throws Exception {
        List<Future<?>> starts = Collections.synchronizedList(new ArrayList<>());
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            List<Future<?>> blows = new ArrayList<>();
            for (int i = 1; i <= KILLS; i++) {
                blows.add(clock.schedule(() -> killOne(threads, starts), i * PERIOD_SECONDS, TimeUnit.SECONDS));
            }
            blows.add(clock.schedule(() -> {
                database.kill();
                database.startAgain();
                return true;
            }, KILLS * PERIOD_SECONDS / 2 * 1000 + 500, TimeUnit.MILLISECONDS));
            await(blows);
        }
        await(starts);
        return starts.size();
    }

    private void killOne(ExecutorService threads, List<Future<?>> starts) {
        if (running.isEmpty()) {
            return;
        }
        int victim = running.remove(dice.nextInt(running.size()));
        nodes[victim].kill();
        NodeUnderTest killed = nodes[victim];
        starts.add(threads.submit(() -> start(victim, killed.setup())));
    }

    /** As a supervisor would: again and again while the database is away. */
    private void start(int number, NodeUnderTest.Setup setup) {
        for (int tries = 1; ; tries++) {
            try {
                nodes[number] = setup.start();
                if (over) {
                    nodes[number].close();
                }
                up(number);
                return;
            } catch (AssertionError ended) {
                if (tries == STARTS) {
                    throw ended;
                }
            }
        }
    }

    private void up(int number) {
        ports.set(number, nodes[number].dnsPort());
        running.add(number);
    }

    private NodeUnderTest.Setup setup(int number, String url) throws IOException {
        return NodeUnderTest.in(Files.createDirectories(directory.resolve("node" + number))).with("DMP_STORAGE", "postgres").with("DMP_PG_URL", url)
                .with("DMP_SERVED_ZONE", "mesh.local").with("DMP_DNS_HOST", "127.0.0.1").with("DMP_HTTP_HOST", "127.0.0.1")
                .with("DMP_DATA_DIR", "data").with("DMP_DNS_UPDATE_ENABLED", "1").with("DMP_OPERATOR_TOKEN", "chaos")
                .with("DMP_NODE_HOSTNAME", "localhost").with("DMP_DNS_RATE", "0").with("DMP_DNS_RRL", "0")
                .with("DMP_TSIG_RATE_PER_SEC", "0").with("DMP_TSIG_DAILY_BYTES", "0").with("DMP_LOG_LEVEL", "ERROR");
    }

    private static void await(List<Future<?>> futures) throws Exception {
        for (Future<?> future : List.copyOf(futures)) {
            future.get();
        }
    }
}
