package dev.dnsmesh.violations.portknowsusecase.application.port.out;

import dev.dnsmesh.violations.portknowsusecase.application.usecase.Working;

final class Planted {
    private final Working field;

    Planted(Working field) {
        this.field = field;
    }

    Working field() {
        return field;
    }
}
