package dev.dnsmesh.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Program;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/integrate, done as it says: the worked adapter is built against what we publish, and a node runs on it. */
class IntegratorsKitTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String SLOT = "slot-1.mb-0123456789ab.mesh.local";

    @TempDir
    private Path directory;

    @Test
    void the_worked_adapter_passes_the_contracts_and_serves_from_plugins() throws IOException {
        assumeTrue(run(Map.of(), ROOT.resolve("mvnw").toString(), "-o", "--version").exit() == 0, "the Maven of the wrapper is not here");
        Path jar = built();

        Path distribution = DistributionTest.copyOf(DistributionTest.BUILT, directory);
        Files.copy(jar, distribution.resolve("plugins").resolve(jar.getFileName()));
        NodeUnderTest.Setup setup = NodeUnderTest.in(directory).withProgram(Program.of(distribution)).with("DMP_STORAGE", "memory");
        try (NodeUnderTest node = setup.with("DMP_MEMORY_MAX_RECORDS", "1").start()) {
            String key = node.issueKey("alice@mesh.local");
            assertThat(write(node, key, "one").exit()).isZero();
            assertThat(read(node)).isEqualTo("\"one\"");
            assertThat(write(node, key, "two").errors()).as("full").contains("SERVFAIL");
            assertThat(node.admin("stats", "--json").output()).startsWith("{\"records\":1,");
            assertThat(node.stop()).isZero();
        }
        try (NodeUnderTest again = setup.start()) {
            assertThat(read(again)).as("durability is withheld").isEmpty();
        }
        assertThat(setup.with("DMP_MEMORY_MAX_RECORDS", "many").startRefused().errors())
                .isEqualTo("dnsmesh-node: storage memory: DMP_MEMORY_MAX_RECORDS=many is not a whole number from 1 to 999999999\n");
        assertThat(setup.run("storage", "copy", "--from", "memory:data", "--to", "lmdb:other").errors())
                .isEqualTo("dnsmesh-node: the storage memory offers no way to copy it\n");
        assertThat(setup.run("backup", "file").errors()).isEqualTo("dnsmesh-node: the storage memory is backed up with its own tools\n");
        Files.delete(distribution.resolve("lib"));
    }

    private Path built() throws IOException {
        String local = System.getProperty("localRepository", Path.of(System.getProperty("user.home"), ".m2/repository").toString());
        Path repository = directory.resolve("repository");
        Tool.Outcome published = run(Map.of(), ROOT.resolve("docs/integrate/publish.sh").toString(), repository.toString());
        assertThat(published.exit()).as(published.errors()).isZero();
        Path project = directory.resolve("memory-storage");
        copy(ROOT.resolve("docs/integrate/memory-storage"), project);
        Tool.Outcome build = run(Map.of(), ROOT.resolve("mvnw").toString(), "-o", "-q", "-B", "-ntp", "-f", project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + repository, "-Dmaven.repo.local.tail=" + local, "package");
        assertThat(build.exit()).as(build.output() + build.errors()).isZero();
        String report = Files.readString(project.resolve("target/surefire-reports/TEST-com.example.dnsmesh.MemoryStorageTest.xml"));
        Matcher tests = Pattern.compile("tests=\"([0-9]+)\" errors=\"0\" skipped=\"0\" failures=\"0\"").matcher(report);
        assertThat(tests.find()).as("the contracts ran").isTrue();
        assertThat(Integer.parseInt(tests.group(1))).isGreaterThan(100);
        return project.resolve("target/memory-storage-1.0.0.jar");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !from.relativize(each).startsWith("target")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Tool.Outcome run(Map<String, String> environment, String... command) {
        return Tool.run(directory, environment, "", List.of(command));
    }

    private static Tool.Outcome write(NodeUnderTest node, String key, String value) {
        return Tool.NSUPDATE.feed("server 127.0.0.1 " + node.dnsPort() + "\nzone mesh.local\nadd " + SLOT + " 3600 TXT \"" + value + "\"\nsend\n", "-y", key);
    }

    private static String read(NodeUnderTest node) {
        return Tool.DIG.run("@127.0.0.1", "-p", String.valueOf(node.dnsPort()), "+short", SLOT, "TXT").line();
    }
}
