package dev.dnsmesh.adapters.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operate/admin.md names every command and option that there is, and none that there is not. */
class AdminManualTest {
    private static final Pattern SUBCOMMAND = Pattern.compile("^ {2}([a-z]+) ", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");
    private final AdminCommands commands = new AdminCommands(() -> {
        throw new AssertionError("help opens no storage");
    }, new ManualTime(Records.NOON));

    @Test
    void every_command_and_option_is_in_the_manual() throws IOException {
        String manual = Files.readString(Path.of("../docs/operate/admin.md"));
        List<String> leaves = new ArrayList<>();
        collect("", leaves);
        assertThat(leaves).contains("tsig rotate", "record delete", "stats").hasSizeGreaterThan(12);
        for (String leaf : leaves) {
            assertThat(manual).as(leaf).contains("dnsmesh-node admin " + leaf);
            Matcher option = OPTION.matcher(help(leaf));
            while (option.find()) {
                if (!List.of("--help", "--version").contains(option.group())) {
                    assertThat(manual).as(leaf + " " + option.group()).contains(option.group());
                }
            }
        }
        Matcher typed = Pattern.compile("^dnsmesh-node admin ([a-z]+(?: [a-z]+)?)", Pattern.MULTILINE).matcher(manual);
        while (typed.find()) {
            assertThat(leaves).contains(typed.group(1));
        }
    }

    private void collect(String path, List<String> leaves) {
        String help = help(path);
        int list = help.indexOf("\nCommands:");
        if (list < 0) {
            leaves.add(path);
            return;
        }
        Matcher word = SUBCOMMAND.matcher(help.substring(list));
        while (word.find()) {
            if (!word.group(1).equals("help")) {
                collect((path + " " + word.group(1)).strip(), leaves);
            }
        }
    }

    private String help(String path) {
        List<String> words = new ArrayList<>(path.isEmpty() ? List.of() : List.of(path.split(" ")));
        words.add("--help");
        return commands.run(new Command(words, "root")).out();
    }
}
