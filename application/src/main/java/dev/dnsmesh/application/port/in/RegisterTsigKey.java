package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/** Exchanges a signed challenge for a TSIG key (registration.md 2.3). Checks 1 and 4 to 16, in their order. */
public interface RegisterTsigKey {
    /** False: the route answers 404, before any limit. */
    boolean isAvailable();

    Outcome register(Request request);

    /**
     * @param x25519Pub like {@code x25519Pop}: empty where the member is missing or not a string
     */
    record Request(RegistrationFields fields, Optional<String> x25519Pub, Optional<String> x25519Pop) {
    }

    sealed interface Outcome {
        /** @param zone to be put into UPDATEs */
        record Granted(TsigKey key, OwnerName zone) implements Outcome {
        }

        record Refused(RegistrationRefusal refusal) implements Outcome {
        }
    }
}
