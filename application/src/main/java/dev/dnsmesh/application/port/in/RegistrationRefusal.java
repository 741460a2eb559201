package dev.dnsmesh.application.port.in;

/**
 * Why a registration was refused, one for each row of the tables in registration.md 2.2 and 2.3 that is decided behind the
 * route. Up to {@link ChallengeUnknown} nothing was consumed.
 */
public sealed interface RegistrationRefusal {
    /** Registration is off, or for TSIG keys UPDATE is: 404. */
    record Unavailable() implements RegistrationRefusal {
    }

    /** The first of the required fields that is missing, empty or not a string: 400. */
    record FieldMissing(String field) implements RegistrationRefusal {
    }

    /** The subject has no canonical form: 400. */
    record SubjectInvalid() implements RegistrationRefusal {
    }

    /** A field that is not hex: 400. */
    record NotHex(String field) implements RegistrationRefusal {
    }

    /** A field of hex of another length: 400. */
    record WrongLength(String field, int expectedOctets, int octets) implements RegistrationRefusal {
    }

    /** A signature version that is not announced: 400. */
    record VersionUnknown() implements RegistrationRefusal {
    }

    /** Not issued here, used before, or expired: 400. */
    record ChallengeUnknown() implements RegistrationRefusal {
    }

    /** 401. */
    record SignatureInvalid() implements RegistrationRefusal {
    }

    /** 403. */
    record DomainNotAllowed() implements RegistrationRefusal {
    }

    /** Possession of the X25519 key was not proven: 401. */
    record ProofInvalid() implements RegistrationRefusal {
    }

    /** No zone to derive a scope in: 500. */
    record ScopeUnderivable() implements RegistrationRefusal {
    }

    /** The local part is too long for the name of a key (47 characters), or the name for the DNS: 400. */
    record KeyNameTooLong() implements RegistrationRefusal {
    }

    /** The subject, or a name it would bring, is held by another key: 409. */
    record Held() implements RegistrationRefusal {
    }
}
