package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.contracts.StorageContracts;
import dev.dnsmesh.contracts.StorageHarness;
import java.util.Optional;

class LmdbStorageContractTest implements StorageContracts {
    @Override
    public StorageHarness newStorage() {
        return new LmdbHarness(Optional.empty());
    }
}
