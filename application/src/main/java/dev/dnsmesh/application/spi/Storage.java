package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.RecordStore;

/** An open storage: its stores share transactions where a port says so. */
public interface Storage extends AutoCloseable {
    RecordStore records();

    /** Waits for what was accepted, then closes. */
    @Override
    void close();
}
