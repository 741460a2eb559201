package dev.dnsmesh.violations.contractknowsusecase.contracts;

import dev.dnsmesh.violations.contractknowsusecase.application.usecase.Working;

final class Planted {
    private final Working field;

    Planted(Working field) {
        this.field = field;
    }

    Working field() {
        return field;
    }
}
