package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Name keys as {@code records.name} holds them. */
final class NameRange {
    /** Above every stored key. */
    private static final byte[] TOP = {(byte) 0xff};

    private NameRange() {
    }

    static byte[] key(OwnerName owner) {
        return key(NameKey.of(owner));
    }

    static byte[] key(NameKey name) {
        byte[] key = new byte[name.length()];
        name.copyTo(ByteBuffer.wrap(key));
        return key;
    }

    /** The least key that is neither this name's nor below it: no octet of a stored label is 0 or 1. */
    static byte[] end(byte[] key) {
        if (key.length == 0) {
            return TOP.clone();
        }
        byte[] end = Arrays.copyOf(key, key.length);
        end[end.length - 1] = 1;
        return end;
    }
}
