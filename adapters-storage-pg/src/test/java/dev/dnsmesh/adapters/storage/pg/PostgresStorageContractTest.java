package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.contracts.StorageContracts;
import dev.dnsmesh.contracts.StorageHarness;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Most of its time is waiting for the disk: one test waits while another works. */
@Execution(ExecutionMode.CONCURRENT)
class PostgresStorageContractTest implements StorageContracts {
    @Override
    public StorageHarness newStorage() {
        return new PostgresHarness(Optional.empty());
    }
}
