package com.example.dnsmesh;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageSettings;
import java.util.Set;

/** {@code DMP_STORAGE=memory}: everything in the memory of the node, gone when it ends. Found by ServiceLoader. */
public final class MemoryStorageAdapter implements StorageAdapter {
    /** How many records fit; more are refused with SERVFAIL until some went. Default 1,000,000. */
    static final String MAX_RECORDS = "DMP_MEMORY_MAX_RECORDS";

    @Override
    public String id() {
        return "memory";
    }

    /** Without this the node would call the setting unknown. */
    @Override
    public Set<String> settingNames() {
        return Set.of(MAX_RECORDS);
    }

    /** The node prints the message of a StorageUnavailable as one line, and exits with 1. */
    @Override
    public Storage open(StorageSettings settings) {
        String most = settings.values().getOrDefault(MAX_RECORDS, "1000000").strip();
        if (!most.matches("[1-9][0-9]{0,8}")) {
            throw new StorageUnavailable(MAX_RECORDS + "=" + most + " is not a whole number from 1 to 999999999");
        }
        return MemoryStorage.of(new Tables(settings.time(), settings.random(), Long.parseLong(most)));
    }
}
