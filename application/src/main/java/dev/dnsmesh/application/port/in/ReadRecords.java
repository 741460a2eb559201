package dev.dnsmesh.application.port.in;

import java.util.List;

/** Reads the live values at a name (http.md 5.3). */
public interface ReadRecords {
    /**
     * @param name as asked for; at what is no record name there is nothing
     * @return oldest write first
     */
    List<String> read(String name);
}
