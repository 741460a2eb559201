package dev.dnsmesh.violations.pgknowslmdb.adapters.storage.pg;

import org.lmdbjava.Env;

final class Planted {
    private final Env<?> field;

    Planted(Env<?> field) {
        this.field = field;
    }

    Env<?> field() {
        return field;
    }
}
