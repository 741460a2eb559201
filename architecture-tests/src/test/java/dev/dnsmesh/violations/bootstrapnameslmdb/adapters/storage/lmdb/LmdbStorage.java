package dev.dnsmesh.violations.bootstrapnameslmdb.adapters.storage.lmdb;

public final class LmdbStorage {
}
