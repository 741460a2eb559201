package dev.dnsmesh.violations.cryptoknowsnetty.adapters.crypto;

import io.netty.buffer.ByteBuf;

final class Planted {
    private final ByteBuf field;

    Planted(ByteBuf field) {
        this.field = field;
    }

    ByteBuf field() {
        return field;
    }
}
