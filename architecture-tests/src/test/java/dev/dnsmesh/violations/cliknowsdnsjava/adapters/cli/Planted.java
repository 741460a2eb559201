package dev.dnsmesh.violations.cliknowsdnsjava.adapters.cli;

import org.xbill.DNS.Name;

final class Planted {
    private final Name field;

    Planted(Name field) {
        this.field = field;
    }

    Name field() {
        return field;
    }
}
