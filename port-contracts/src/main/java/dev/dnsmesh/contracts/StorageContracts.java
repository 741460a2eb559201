package dev.dnsmesh.contracts;

/** Every contract of the ports that a {@link dev.dnsmesh.application.spi.Storage} yields. */
public interface StorageContracts extends RecordStoreContract, RrsetReaderContract, TsigKeyStoreContract, TokenStoreContract,
        OwnershipRegistryContract, AuditLogContract, ChallengeStoreContract, WatermarkStoreContract, ReplicaContract, TombstoneContract,
        AccessHistoryContract, RowTransferContract, VolumeExchangeContract {
}
