package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.List;

/** The text of a list of zones to harvest: a zone or URL a line, {@code #} before what is none (heartbeat.md 9). */
public final class SeedList {
    private SeedList() {
    }

    /** In the order of the text, each once; a line that names no zone is passed over. */
    public static List<OwnerName> zones(String text) {
        return text.lines().map(WhiteSpace::trim).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(line -> ZoneText.ofSeed(line).flatMap(OwnerName::parse).stream()).distinct().toList();
    }
}
