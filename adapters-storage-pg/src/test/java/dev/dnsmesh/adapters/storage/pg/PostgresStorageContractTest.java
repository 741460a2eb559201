package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.contracts.StorageContracts;
import dev.dnsmesh.contracts.StorageHarness;
import java.util.Optional;

class PostgresStorageContractTest implements StorageContracts {
    @Override
    public StorageHarness newStorage() {
        return new PostgresHarness(Optional.empty());
    }
}
