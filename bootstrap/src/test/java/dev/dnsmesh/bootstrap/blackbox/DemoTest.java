package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path directory;

    @Test
    void every_message_arrives_and_nothing_stays_behind() throws IOException {
        List<String> command = new ArrayList<>(Program.clientOfClassPath().command());
        command.add(1, "-Djava.io.tmpdir=" + directory);
        command.add("demo");
        Tool.Outcome demo = Tool.run(directory, Map.of("HOME", directory.toString()), "", command);
        assertThat(demo.exit()).as(demo.output() + demo.errors()).isZero();
        assertThat(demo.output()).contains("alice$ dnsmesh send bob@mesh.local 'Hello Bob", "bob$ dnsmesh recv", "carol$ dnsmesh init carol",
                "bob$ dnsmesh intro list", "bob$ dnsmesh intro trust 1 --username carol --fetch").endsWith("All 4 messages arrived.\n");
        assertThat(demo.output()).doesNotContain("dnsmesh: ");
        assertThat(demo.errors()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("dnsmesh-demo-"))).isEmpty();
        }
    }
}
