package dev.dnsmesh.application.client.port.out;

import java.util.List;

/** Looks at the files of a config directory: can they be written, may others read them (client.md 16). */
@FunctionalInterface
public interface FileAudit {
    /** One line for each thing that is wrong, naming file and remedy; empty = all is well. */
    List<String> faults();
}
