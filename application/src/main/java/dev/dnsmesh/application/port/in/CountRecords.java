package dev.dnsmesh.application.port.in;

import java.util.OptionalLong;

/** Number of live records (http.md 6.2). */
public interface CountRecords {
    /** Empty when the store cannot count now. */
    OptionalLong count();
}
