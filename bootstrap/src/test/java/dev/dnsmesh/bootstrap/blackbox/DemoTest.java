package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DemoTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    @AfterEach
    void nothing_stays_behind() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(DemoTest::isOfDemo)).isEmpty();
        }
    }

    private static boolean isOfDemo(Path file) {
        return file.getFileName().toString().startsWith("dnsmesh-demo-");
    }

    private List<String> demo() {
        List<String> command = new ArrayList<>(Program.clientWithOptions("-Djava.io.tmpdir=" + directory).command());
        command.add("demo");
        return command;
    }

    @Test
    void every_message_arrives() {
        Tool.Outcome demo = Tool.run(directory, Map.of("HOME", directory.toString()), "", demo());
        assertThat(demo.exit()).as(demo.output() + demo.errors()).isZero();
        assertThat(demo.output()).contains("alice$ dnsmesh send bob@mesh.local 'Hello Bob", "bob$ dnsmesh recv", "carol$ dnsmesh init carol",
                "bob$ dnsmesh intro list", "bob$ dnsmesh intro trust 1 --username carol --fetch").endsWith("All 4 messages arrived.\n");
        assertThat(demo.output()).doesNotContain("dnsmesh: ");
        assertThat(demo.errors()).isEmpty();
    }

    @Test
    void a_fault_in_the_middle_ends_it_with_another_status() throws IOException, InterruptedException {
        Process demo = started();
        try (BufferedReader said = demo.inputReader()) {
            upTo(said, "# Carol is a stranger");
            try (Stream<Path> demos = Files.list(directory)) {
                Files.delete(demos.filter(DemoTest::isOfDemo).findFirst().orElseThrow().resolve("bob/.dmp/config.yaml"));
            }
            assertThat(said.lines()).noneMatch(line -> line.contains("messages arrived"));
            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(demo.errorReader().lines()).singleElement().asString().startsWith("dnsmesh: the demo stopped: ");
        } finally {
            demo.destroyForcibly().waitFor();
        }
    }

    @Test
    void an_interruption_ends_it_with_another_status() throws IOException, InterruptedException {
        Process demo = started();
        try (BufferedReader said = demo.inputReader()) {
            upTo(said, "alice$ dnsmesh tsig register");
            demo.toHandle().destroy();
            assertThat(said.lines()).noneMatch(line -> line.contains("messages arrived"));
            assertThat(demo.waitFor()).isEqualTo(TERMINATED);
        } finally {
            demo.destroyForcibly().waitFor();
        }
    }

    private Process started() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(demo()).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
        builder.environment().put("HOME", directory.toString());
        return builder.start();
    }

    private static void upTo(BufferedReader said, String words) throws IOException {
        String line = said.readLine();
        while (!line.contains(words)) {
            line = said.readLine();
            assertThat(line).as("it says " + words).isNotNull();
        }
    }
}
