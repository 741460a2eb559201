package dev.dnsmesh.violations.applicationknowsanadapter.application.usecase;

import dev.dnsmesh.violations.applicationknowsanadapter.adapters.dns.DnsThing;

final class Planted {
    private final DnsThing field;

    Planted(DnsThing field) {
        this.field = field;
    }

    DnsThing field() {
        return field;
    }
}
