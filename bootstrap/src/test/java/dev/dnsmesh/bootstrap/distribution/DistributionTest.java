package dev.dnsmesh.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dnsmesh.bootstrap.blackbox.NodeUnderTest;
import dev.dnsmesh.bootstrap.blackbox.Program;
import dev.dnsmesh.bootstrap.blackbox.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    static final Path BUILT = Path.of("target/dnsmesh").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void the_programs_tell_their_version_from_anywhere_and_through_links() throws IOException {
        assertThat(program("bin/dnsmesh-node", "--version").output()).matches("dnsmesh-node [0-9].*\n");
        assertThat(program("bin/dnsmesh", "--version").output()).matches("dnsmesh [0-9].*\n");
        assertThat(program("bin/dnsmesh", "node", "--version").output()).matches("dnsmesh-node [0-9].*\n");
        assertThat(program("bin/dnsmesh-node", "--help").output()).contains("--config", "admin", "config");
        assertThat(program("bin/dnsmesh-node-admin", "--help").output()).contains("tsig", "token", "audit");
        Path link = Files.createSymbolicLink(directory.resolve("node"), BUILT.resolve("bin/dnsmesh-node"));
        assertThat(Tool.run(directory, Map.of(), "", List.of(link.toString(), "--version")).exit()).isZero();
        Files.delete(link);
    }

    @Test
    void a_node_that_has_just_started_is_small() throws IOException {
        try (NodeUnderTest node = node(BUILT).start()) {
            long kibibytes = Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElseThrow();
            assertThat(kibibytes).isLessThan(200 * 1024);
            assertThat(node.stop()).isZero();
        }
    }

    @Test
    void options_of_the_command_line_stand_above_the_environment() {
        try (NodeUnderTest node = node(BUILT).with("DMP_DNS_PORT", "1").with("DMP_HTTP_PORT", "1")
                .withArguments("--dns-port", "0", "--http-port", "0", "--db-path", "elsewhere/dmp.db").start()) {
            assertThat(directory.resolve("elsewhere/admin.sock")).exists();
            assertThat(node.zone()).isEqualTo("mesh.local");
        }
    }

    @Test
    void the_archive_of_loaded_classes_is_named_after_the_jars_it_was_made_from() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                digest.update(Files.readAllBytes(jar));
            }
        }
        digest.update(Files.readAllBytes(BUILT.resolve("lib/launch.sh")));
        String expected = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        assertThat(Files.readString(BUILT.resolve("lib/digest")).strip()).isEqualTo(expected);
        try (Stream<Path> archives = Files.list(BUILT.resolve("cache"))) {
            assertThat(archives).isNotEmpty().allMatch(archive -> archive.getFileName().toString().matches("(node|client)-" + expected + "-[0-9]+\\.jsa"));
        }
    }

    @Test
    void the_locale_does_not_change_the_key_that_a_passphrase_derives() throws IOException {
        Path script = Files.writeString(directory.resolve("locales.sh"), """
                DMP_PASSPHRASE=$(printf 'p\\303\\244ssw\\303\\266rd') && export DMP_PASSPHRASE
                %1$s --config-home own init zoe --quiet >/dev/null
                for locale in C POSIX C.UTF-8; do LC_ALL=$locale %1$s --config-home own identity show | grep fingerprint; done
                """.formatted(BUILT.resolve("bin/dnsmesh")));
        Tool.Outcome shown = Tool.run(directory, Map.of("HOME", directory.toString()), "", List.of("sh", script.toString()));
        assertThat(shown.output()).as(shown.errors()).hasLineCount(3);
        assertThat(shown.output().lines().distinct()).hasSize(1);
    }

    /** The first file that Java opens would be in the place of a closed one, and its content would be sent. */
    @Test
    void a_closed_standard_input_is_an_empty_one_and_a_closed_output_takes_nothing() throws IOException {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Tool.install(java, "#!/bin/sh\ncase $* in *-Xshare:dump*) exit 1 ;; esac\ncat >%1$s/in 2>&1\necho result && echo >%1$s/written\necho problem >&2\n".formatted(directory));
        Tool.run(directory, Map.of("HOME", directory.toString(), "JAVA_HOME", directory.resolve("jdk").toString()), "",
                List.of("sh", "-c", BUILT.resolve("bin/dnsmesh") + " send bob - <&- >&- 2>&-"));
        assertThat(directory.resolve("in")).isEmptyFile();
        assertThat(directory.resolve("written")).doesNotExist();
    }

    @Test
    void without_a_jdk_25_it_says_what_to_install() throws IOException {
        Path script = Files.writeString(directory.resolve("bare.sh"), """
                mount -t tmpfs tmpfs /usr/lib/jvm || exit 99
                JAVA_HOME=/nowhere exec %s/bin/dnsmesh-node
                """.formatted(BUILT));
        Tool.Outcome run = Tool.UNSHARE.run("--mount", "--map-root-user", "sh", script.toString());
        assumeTrue(!run.errors().contains("unshare") && run.exit() != 99, () -> "no mount namespace here: " + run.errors());
        assumeTrue(!run.errors().contains("ready"), "this machine has a JDK 25 elsewhere, too");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.errors()).contains("No JDK 25 found", "JAVA_HOME", "/usr/lib/jvm", "temurin-25-jdk");
    }

    @Test
    void the_archive_file_holds_the_same_tree() {
        Tool.Outcome list = Tool.run(directory, Map.of(), "", List.of("tar", "-tzf", BUILT + ".tar.gz"));
        assertThat(list.output().lines()).anyMatch(line -> line.matches("dnsmesh-[^/]+/bin/dnsmesh-node"))
                .anyMatch(line -> line.matches("dnsmesh-[^/]+/lib/bootstrap-.*\\.jar")).noneMatch(line -> line.contains("/cache/"));
    }

    private NodeUnderTest.Setup node(Path distribution) {
        return NodeUnderTest.in(directory).withProgram(Program.of(distribution));
    }

    private Tool.Outcome program(String path, String... arguments) {
        return Tool.run(directory, Map.of(), "", Stream.concat(Stream.of(BUILT.resolve(path).toString()), Stream.of(arguments)).toList());
    }

    /** Its own bin/ and plugins/, the same lib/. */
    static Path copyOf(Path distribution, Path directory) throws IOException {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        Files.createDirectory(copy.resolve("bin"));
        Files.createDirectory(copy.resolve("plugins"));
        Tool.install(copy.resolve("bin/dnsmesh-node"), Files.readString(distribution.resolve("bin/dnsmesh-node")));
        Files.createSymbolicLink(copy.resolve("lib"), distribution.resolve("lib"));
        return copy;
    }
}
