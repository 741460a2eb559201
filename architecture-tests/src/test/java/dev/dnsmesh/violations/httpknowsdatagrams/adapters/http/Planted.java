package dev.dnsmesh.violations.httpknowsdatagrams.adapters.http;

import io.vertx.core.datagram.DatagramSocket;

final class Planted {
    private final DatagramSocket field;

    Planted(DatagramSocket field) {
        this.field = field;
    }

    DatagramSocket field() {
        return field;
    }
}
