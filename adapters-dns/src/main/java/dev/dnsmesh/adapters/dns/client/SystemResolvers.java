package dev.dnsmesh.adapters.dns.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The resolvers of this machine, as resolv.conf(5) names them. */
public final class SystemResolvers {
    private static final int DNS_PORT = 53;

    private SystemResolvers() {
    }

    /** In the file's order; this machine itself where it names none, as resolv.conf(5) says. */
    public static List<Upstream> of(Path file) {
        List<Upstream> named;
        try {
            named = Files.readAllLines(file).stream().map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length >= 2 && words[0].equals("nameserver"))
                    .map(words -> Upstream.parse(words[1], DNS_PORT)).flatMap(Optional::stream).toList();
        } catch (IOException unreadable) {
            named = List.of();
        }
        return named.isEmpty() ? Upstream.parse("127.0.0.1", DNS_PORT).stream().toList() : named;
    }
}
