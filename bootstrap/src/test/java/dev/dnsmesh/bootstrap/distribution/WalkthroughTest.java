package dev.dnsmesh.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.bootstrap.blackbox.Tool;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/walkthrough.md, block after block in one shell, and compares what each prints with what the page says. */
class WalkthroughTest {
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);
    private static final String END_OF_BLOCK = "-- end of block --";

    @TempDir
    private Path directory;

    @Test
    void the_page_says_what_happens() throws IOException {
        Tool.NSUPDATE.run("-V");
        Tool.DIG.run("-v");
        Tool.install(directory.resolve("dnsmesh-node"), "#!/bin/sh\nexec " + DistributionTest.BUILT + "/bin/dnsmesh-node \"$@\"\n");
        String dnsPort = String.valueOf(freeDnsPort());
        String httpPort = String.valueOf(freeHttpPort());
        String page = Files.readString(Path.of("../docs/walkthrough.md")).replace("5353", dnsPort).replace("8053", httpPort);

        StringBuilder script = new StringBuilder("set -m\n");
        List<String> expected = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            if (blocks.group(1).equals("sh")) {
                script.append(blocks.group(2)).append("echo '").append(END_OF_BLOCK).append("'\n");
                expected.add("");
            } else {
                expected.set(expected.size() - 1, blocks.group(2));
            }
        }
        Path file = Files.writeString(directory.resolve("page.sh"), script);
        Tool.Outcome run = Tool.run(directory, Map.of("DMP_DNS_PORT", dnsPort, "DMP_HTTP_PORT", httpPort), "",
                List.of("timeout", "--kill-after=5", "100", "bash", file.toString()));

        List<String> printed = List.of(run.output().split(END_OF_BLOCK + "\n"));
        assertThat(printed).as(run.errors()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(printed.get(i)).as("block %d; errors:\n%s", i + 1, run.errors()).matches(pattern(expected.get(i)));
        }
    }

    /** {@code ...} stands for anything. */
    private static Pattern pattern(String text) {
        return Pattern.compile("\\Q" + text.replace("...", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }

    private static int freeDnsPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeHttpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
