package dev.dnsmesh.violations.lmdbknowsanotheradapter.adapters.storage.lmdb;

import dev.dnsmesh.violations.lmdbknowsanotheradapter.adapters.dns.Codec;

final class Planted {
    private final Codec field;

    Planted(Codec field) {
        this.field = field;
    }

    Codec field() {
        return field;
    }
}
