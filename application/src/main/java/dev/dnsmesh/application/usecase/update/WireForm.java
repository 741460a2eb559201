package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.octets.Octets;

/** How the RRs of an UPDATE say what they mean (RFC 2136 1.3). */
final class WireForm {
    static final int IN = 1;
    static final int NONE = 254;
    static final int ANY = 255;

    private WireForm() {
    }

    /** {@code zone} is the last labels of {@code name}, or all of them; both in uncompressed wire form, lower case. */
    static boolean isWithin(Octets name, Octets zone) {
        int at = 0;
        while (name.length() - at > zone.length()) {
            at += name.at(at) + 1;
        }
        if (name.length() - at != zone.length()) {
            return false;
        }
        for (int i = 0; i < zone.length(); i++) {
            if (name.at(at + i) != zone.at(i)) {
                return false;
            }
        }
        return true;
    }

    static NameKey key(Octets name) {
        return new NameKey().setWire(name.toArray(), 0);
    }
}
