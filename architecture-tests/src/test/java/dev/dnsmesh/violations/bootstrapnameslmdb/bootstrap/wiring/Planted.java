package dev.dnsmesh.violations.bootstrapnameslmdb.bootstrap.wiring;

import dev.dnsmesh.violations.bootstrapnameslmdb.adapters.storage.lmdb.LmdbStorage;

final class Planted {
    private final LmdbStorage field;

    Planted(LmdbStorage field) {
        this.field = field;
    }

    LmdbStorage field() {
        return field;
    }
}
