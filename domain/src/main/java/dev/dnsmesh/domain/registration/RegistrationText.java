package dev.dnsmesh.domain.registration;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.octets.Octets;

/** The octets that a registrant signs. */
public final class RegistrationText {
    private static final Octets VERSION_1 = Octets.of((byte) 1);
    private static final Octets VERSION_2 = Octets.concat(Octets.utf8("DMP-REG-2"), Octets.of((byte) 0));

    private RegistrationText() {
    }

    /**
     * Challenge, subject, node and the octet 01, with nothing between them (registration.md 3.1).
     *
     * @param node as it came with the challenge
     */
    public static Octets version1(Challenge challenge, Subject subject, String node) {
        return Octets.concat(challenge.octets(), Octets.utf8(subject.text()), Octets.utf8(node), VERSION_1);
    }

    /** A context, then challenge, subject, node and purpose, each behind its length in two octets (registration.md W11). */
    public static Octets version2(Challenge challenge, Subject subject, String node, Purpose purpose) {
        return Octets.concat(VERSION_2, counted(challenge.octets()), counted(Octets.utf8(subject.text())),
                counted(Octets.utf8(node)), counted(Octets.utf8(purpose.text())));
    }

    private static Octets counted(Octets part) {
        if (part.length() > 0xffff) {
            throw new IllegalArgumentException("a part of the signed text has 65535 octets at most, not " + part.length());
        }
        return Octets.concat(Octets.of((byte) (part.length() >> 8), (byte) part.length()), part);
    }
}
