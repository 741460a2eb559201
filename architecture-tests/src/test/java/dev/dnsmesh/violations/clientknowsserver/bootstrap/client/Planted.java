package dev.dnsmesh.violations.clientknowsserver.bootstrap.client;

import dev.dnsmesh.violations.clientknowsserver.adapters.dns.server.Serving;

final class Planted {
    private final Serving field;

    Planted(Serving field) {
        this.field = field;
    }

    Serving field() {
        return field;
    }
}
