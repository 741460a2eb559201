package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;

/** Which tokens to revoke (registration.md 10.2 and W16). */
public sealed interface TokenTarget {
    /** The one whose hash begins so: 8 to 64 lower-case hex digits. */
    record Beginning(String hexPrefix) implements TokenTarget {
        public static final int MIN_DIGITS = 8;

        public Beginning {
            if (!hexPrefix.matches("[0-9a-f]{8,64}")) {
                throw new IllegalArgumentException("not 8 to 64 lower-case hex digits: " + hexPrefix);
            }
        }
    }

    /** Every unrevoked one. {@code keysToo}: the subject's TSIG keys as well ({@code --all}, W8). */
    record AllOf(Subject subject, boolean keysToo) implements TokenTarget {
    }
}
