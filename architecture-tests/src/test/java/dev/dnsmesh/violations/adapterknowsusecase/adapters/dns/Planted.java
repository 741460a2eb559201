package dev.dnsmesh.violations.adapterknowsusecase.adapters.dns;

import dev.dnsmesh.violations.adapterknowsusecase.application.usecase.Working;

final class Planted {
    private final Working field;

    Planted(Working field) {
        this.field = field;
    }

    Working field() {
        return field;
    }
}
