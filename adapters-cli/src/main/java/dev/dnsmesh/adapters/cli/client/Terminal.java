package dev.dnsmesh.adapters.cli.client;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Where a command reads and writes.
 *
 * @param in           standard input
 * @param out          standard output: results
 * @param err          standard error: errors, warnings, hints, progress
 * @param inIsTerminal a person types
 * @param outIsTerminal a person reads the results
 * @param errIsTerminal a person reads the rest
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean inIsTerminal, boolean outIsTerminal,
                       boolean errIsTerminal) {
}
