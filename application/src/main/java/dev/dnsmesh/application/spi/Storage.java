package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.AuditLog;
import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.port.out.WatermarkStore;
import java.util.Optional;

/** An open storage: its stores share transactions where a port says so. */
public interface Storage extends AutoCloseable {
    RecordStore records();

    TsigKeyStore tsigKeys();

    TokenStore tokens();

    OwnershipRegistry ownership();

    AuditLog audit();

    WatermarkStore watermarks();

    /** What several nodes on this storage share; empty where only one can use it, which then keeps challenges to itself. */
    default Optional<ChallengeStore> challenges() {
        return Optional.empty();
    }

    /** How the nodes on this storage tell each other what their keys add; as it is here, only one node uses it. */
    default VolumeExchange volumes() {
        return VolumeExchange.alone();
    }

    /** The way into another storage and back; empty where this one offers none ({@code dnsmesh-node storage copy} says so). */
    default Optional<RowTransfer> transfer() {
        return Optional.empty();
    }

    /** Waits for what was accepted, then closes. */
    @Override
    void close();
}
