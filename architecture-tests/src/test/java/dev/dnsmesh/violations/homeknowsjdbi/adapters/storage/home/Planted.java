package dev.dnsmesh.violations.homeknowsjdbi.adapters.storage.home;

import org.jdbi.v3.core.Jdbi;

final class Planted {
    private final Jdbi field;

    Planted(Jdbi field) {
        this.field = field;
    }

    Jdbi field() {
        return field;
    }
}
