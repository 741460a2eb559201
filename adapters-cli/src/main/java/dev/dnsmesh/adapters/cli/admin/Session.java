package dev.dnsmesh.adapters.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What one run of one command works with.
 *
 * @param user the account that asks
 */
record Session(Supplier<AdminPorts> opening, String user, Instant now, PrintWriter out, PrintWriter err) {
    static final int DONE = 0;
    static final int NOT_POSSIBLE = 1;
    static final int BAD_INPUT = 2;

    AdminPorts ports() {
        return opening.get();
    }

    /** One line on standard output. */
    int say(String line) {
        out.print(line + "\n");
        return DONE;
    }

    int say(JsonNode json) {
        return say(json.toString());
    }

    /** One line on standard error; the exit status for what was understood but cannot be done. */
    int complain(String line) {
        err.print("dnsmesh-node admin: " + line + "\n");
        return NOT_POSSIBLE;
    }

    /** The same for arguments that make no sense. */
    int reject(String line) {
        complain(line);
        return BAD_INPUT;
    }
}
