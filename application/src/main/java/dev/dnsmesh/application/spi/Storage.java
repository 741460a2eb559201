package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.WatermarkStore;

/** An open storage: its stores share transactions where a port says so. */
public interface Storage extends AutoCloseable {
    RecordStore records();

    TsigKeyStore tsigKeys();

    TokenStore tokens();

    OwnershipRegistry ownership();

    AuditLog audit();

    WatermarkStore watermarks();

    /** Waits for what was accepted, then closes. */
    @Override
    void close();
}
