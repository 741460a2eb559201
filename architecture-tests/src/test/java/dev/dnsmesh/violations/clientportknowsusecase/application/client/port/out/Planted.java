package dev.dnsmesh.violations.clientportknowsusecase.application.client.port.out;

import dev.dnsmesh.violations.clientportknowsusecase.application.client.usecase.Working;

final class Planted {
    private final Working field;

    Planted(Working field) {
        this.field = field;
    }

    Working field() {
        return field;
    }
}
