package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and storage copy, as an operator types them. */
class MovingTest {
    /** They take half a second or more to copy. */
    private static final int MANY = 10_000;
    private static final int OF_AN_UPDATE = 200;
    private static final long A_MOMENT = TimeUnit.MILLISECONDS.toNanos(2);

    /** Its {@code data} is the state of a stopped node with many records; nobody changes it. */
    @TempDir
    private static Path house;
    private static String key;
    /** Rows and digests of all that it holds, as the command tells them. */
    private static String contents;

    @TempDir
    private Path directory;

    @BeforeAll
    static void live() {
        NodeUnderTest.Setup setup = NodeUnderTest.in(house).with("DMP_TSIG_RATE_PER_SEC", "0").with("DMP_TSIG_DAILY_BYTES", "0");
        try (NodeUnderTest node = setup.start()) {
            key = node.issueKey("alice@mesh.local");
            StringBuilder commands = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                commands.append(i % OF_AN_UPDATE == 0 && i > 0 ? "send\n" : "")
                        .append("add n").append(i % OF_AN_UPDATE).append(".b").append(i / OF_AN_UPDATE).append(".bulk.mesh.local 3600 TXT v\n");
            }
            send(node, key, commands.toString());
            write(node, key, "slot-1", "hello");
            assertThat(node.stop()).isZero();
        }
        Tool.Outcome copied = copy(NodeUnderTest.in(house), "lmdb:data", "lmdb:copy", "--json");
        assertThat(copied.output()).as(copied.errors()).startsWith("{\"from\":\"lmdb\",\"to\":\"lmdb\",\"resumed\":false,\"stores\":{\"records\":{\"rows\":10001,\"digest\":\"");
        contents = contents(copied);
    }

    private static String contents(Tool.Outcome copied) {
        assertThat(copied.exit()).as(copied.errors()).isZero();
        return copied.output().replaceFirst(".*\"stores\":", "");
    }

    @Test
    void a_backup_of_a_running_node_is_another_node_that_knows_what_this_one_knew() throws IOException {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        try (NodeUnderTest node = setup.start()) {
            String alices = node.issueKey("alice@mesh.local");
            write(node, alices, "slot-1", "before");
            Tool.Outcome backup = setup.run("backup", "node.backup", "--json");
            assertThat(backup.exit()).as(backup.errors()).isZero();
            assertThat(backup.output()).matches("\\{\"file\":\"node.backup\",\"octets\":[0-9]+,\"sha256\":\"[0-9a-f]{64}\",\"records\":1,\"tsig_keys\":1}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("node.backup")))).isEqualTo("rw-------");
            write(node, alices, "slot-2", "after");

            Tool.Outcome again = setup.run("backup", "node.backup");
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.errors()).isEqualTo("dnsmesh-node: " + directory.toRealPath().resolve("node.backup") + " exists already\n");
            assertThat(setup.run("backup", "node.backup", "--force").exit()).isZero();
            assertThat(setup.run("restore", "node.backup", "--force").errors()).as("a node runs").contains("in use by another process");

            NodeUnderTest.Setup other = setup.with("DMP_DATA_DIR", "other").with("DMP_DNS_PORT", "0");
            Tool.Outcome restored = other.run("restore", "node.backup");
            assertThat(restored.exit()).as(restored.errors()).isZero();
            assertThat(restored.output()).startsWith("restored node.backup: 2 records, 1 TSIG keys, ");
            try (NodeUnderTest copy = other.start()) {
                assertThat(read(copy, "slot-1")).isEqualTo("\"before\"");
                assertThat(read(copy, "slot-2")).isEqualTo("\"after\"");
                write(copy, alices, "slot-3", "with the same key");
                assertThat(read(copy, "slot-3")).isEqualTo("\"with the same key\"");
                assertThat(read(node, "slot-3")).isEmpty();
            }
        }
    }

    @Test
    void a_damaged_backup_and_wrong_words_are_told_in_one_line() throws IOException {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        Files.writeString(directory.resolve("junk"), "junk");
        Tool.Outcome junk = setup.run("restore", "junk");
        assertThat(junk.exit()).isEqualTo(1);
        assertThat(junk.errors()).isEqualTo("dnsmesh-node: junk is not a backup, or not whole: its last line does not say so\n");
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(setup.run("backup", "file").errors()).isEqualTo("dnsmesh-node: there is no LMDB storage in data\n");
        assertThat(copy(setup, "lmdb", "lmdb:x").exit()).isEqualTo(2);
        assertThat(copy(setup, "lmdb:nowhere", "lmdb:x").errors())
                .isEqualTo("dnsmesh-node: source lmdb: there is no LMDB storage in nowhere: no lmdb/data.mdb\n");
        assertThat(copy(setup, "acne:x", "lmdb:x").errors()).startsWith("dnsmesh-node: there is no storage acne; known: ");
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void a_copy_killed_in_the_middle_is_no_storage_yet_and_is_taken_up() throws Exception {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        String data = "lmdb:" + house.resolve("data");
        Path target = directory.resolve("house/lmdb/data.mdb");
        killed(setup, data, "lmdb:house", () -> Files.exists(target) && Files.size(target) > 1_000_000);

        NodeUnderTest.Refusal refused = setup.with("DMP_DATA_DIR", "house").startRefused();
        assertThat(refused.errors()).contains("storage lmdb is the target of an unfinished copy");
        assertThat(setup.with("DMP_DATA_DIR", "house").admin("token", "list").errors()).contains("unfinished copy");
        assertThat(copy(setup, "lmdb:house", "lmdb:third").errors()).contains("the source is itself the target of an unfinished copy");
        Tool.Outcome finished = copy(setup, data, "lmdb:house", "--json");
        assertThat(finished.output()).contains("\"resumed\":true");
        assertThat(contents(finished)).isEqualTo(contents);
        assertThat(copy(setup, data, "lmdb:house").errors()).isEqualTo("dnsmesh-node: the target is in use (it holds records); copy into a new one\n");
        try (NodeUnderTest moved = setup.with("DMP_DATA_DIR", "house").start()) {
            assertThat(read(moved, "slot-1")).isEqualTo("\"hello\"");
            assertThat(read(moved, "n199.b49.bulk")).isEqualTo("\"v\"");
            write(moved, key, "slot-2", "and on");
            assertThat(copy(setup, "lmdb:house", "lmdb:third").errors()).contains("source lmdb: the storage directory ", "is in use by another process");
            assertThat(copy(setup, data, "lmdb:house").errors()).contains("target lmdb: the storage directory");
        }
    }

    @Test
    void a_house_moves_into_a_database_although_the_copy_is_killed_and_back() throws Exception {
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory);
        String data = "lmdb:" + house.resolve("data");
        String url = Database.shared().newDatabase("house");
        assertThat(copy(setup, "postgres:" + url, "lmdb:back").errors()).isEqualTo("dnsmesh-node: source postgres: no node has been in this database\n");
        killed(setup, data, "postgres:" + url, () -> Database.shared().rows("house", "records") > MANY / 10);
        assertThat(Database.shared().rows("house", "records")).isLessThan(MANY);

        NodeUnderTest.Setup onPostgres = setup.with("DMP_STORAGE", "postgres").with("DMP_PG_URL", url).with("DMP_DATA_DIR", "other");
        assertThat(onPostgres.startRefused().errors()).contains("storage postgres is the target of an unfinished copy");
        Tool.Outcome there = copy(setup, data, "postgres:" + url, "--json");
        assertThat(there.output()).contains("\"from\":\"lmdb\",\"to\":\"postgres\",\"resumed\":true");
        assertThat(contents(there)).isEqualTo(contents);
        assertThat(Database.shared().rows("house", "records")).isEqualTo(MANY + 1);
        try (NodeUnderTest moved = onPostgres.start()) {
            assertThat(read(moved, "slot-1")).isEqualTo("\"hello\"");
            assertThat(read(moved, "n199.b49.bulk")).isEqualTo("\"v\"");
            write(moved, key, "slot-2", "from the database");
            assertThat(copy(setup, "postgres:" + url, "lmdb:back").errors()).contains("source postgres: a node uses this database");
            assertThat(onPostgres.run("backup", "file").errors()).isEqualTo("dnsmesh-node: the storage postgres is backed up with its own tools\n");
            assertThat(moved.stop()).isZero();
        }
        Tool.Outcome back = copy(setup, "postgres:" + url, "lmdb:back", "--json");
        assertThat(back.exit()).as(back.errors()).isZero();
        assertThat(back.output()).contains("\"from\":\"postgres\",\"to\":\"lmdb\"", "\"records\":{\"rows\":" + (MANY + 2) + ",");
        try (NodeUnderTest home = setup.with("DMP_DATA_DIR", "back").start()) {
            assertThat(read(home, "slot-1")).isEqualTo("\"hello\"");
            assertThat(read(home, "slot-2")).isEqualTo("\"from the database\"");
            write(home, key, "slot-3", "with the key of the beginning");
        }
    }

    private interface Midway {
        boolean isReached() throws IOException;
    }

    /** Starts a copy, and kills it midway. */
    private static void killed(NodeUnderTest.Setup setup, String from, String to, Midway midway) throws Exception {
        Process copying = start(setup, "storage", "copy", "--from", from, "--to", to);
        while (copying.isAlive() && !midway.isReached()) {
            LockSupport.parkNanos(A_MOMENT);
        }
        copying.destroyForcibly().waitFor();
        assertThat(copying.exitValue()).as("killed before its end").isEqualTo(137);
    }

    private static Tool.Outcome copy(NodeUnderTest.Setup setup, String from, String to, String... more) {
        String[] words = {"copy", "--from", from, "--to", to};
        return setup.run("storage", Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private static Process start(NodeUnderTest.Setup setup, String... words) throws IOException {
        List<String> command = new ArrayList<>(setup.program().command());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(setup.directory().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
        return builder.start();
    }

    private static void write(NodeUnderTest node, String key, String label, String value) {
        send(node, key, "add " + label + ".mb-0123456789ab.mesh.local 3600 TXT \"" + value + "\"\n");
    }

    private static void send(NodeUnderTest node, String key, String commands) {
        Tool.Outcome update = Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\n" + commands + "send\n", "-y", key);
        assertThat(update.exit()).as(update.errors()).isZero();
    }

    private static String read(NodeUnderTest node, String label) {
        String name = label.endsWith(".bulk") ? label + ".mesh.local" : label + ".mb-0123456789ab.mesh.local";
        return Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", name, "TXT").line();
    }
}
