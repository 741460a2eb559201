package dev.dnsmesh.application.port.in;

import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.UserToken;

/** Exchanges a signed challenge for a bearer token (registration.md 2.2). Checks 1 and 4 to 10, in their order. */
public interface RegisterToken {
    Outcome register(RegistrationFields fields);

    sealed interface Outcome {
        /** {@code text} is shown this once. */
        record Granted(UserToken text, Token token) implements Outcome {
        }

        record Refused(RegistrationRefusal refusal) implements Outcome {
        }
    }
}
