package dev.dnsmesh.violations.guiceinlauncher.bootstrap.launch;

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
