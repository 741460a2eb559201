package dev.dnsmesh.violations.guiceinapplication.application.usecase;

import com.google.inject.Injector;

final class Planted {
    private final Injector field;

    Planted(Injector field) {
        this.field = field;
    }

    Injector field() {
        return field;
    }
}
