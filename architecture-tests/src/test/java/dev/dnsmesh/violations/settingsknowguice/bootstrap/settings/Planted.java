package dev.dnsmesh.violations.settingsknowguice.bootstrap.settings;

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
