package dev.dnsmesh.violations.domainknowsalibrary.domain;

import org.slf4j.Logger;

final class Planted {
    private final Logger field;

    Planted(Logger field) {
        this.field = field;
    }

    Logger field() {
        return field;
    }
}
