package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.contracts.RecordStoreContract;
import dev.dnsmesh.contracts.StorageHarness;
import java.util.Optional;

class LmdbStorageContractTest implements RecordStoreContract {
    @Override
    public StorageHarness newStorage() {
        return new LmdbHarness(Optional.empty());
    }
}
