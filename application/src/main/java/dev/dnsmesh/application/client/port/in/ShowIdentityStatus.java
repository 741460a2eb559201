package dev.dnsmesh.application.client.port.in;

import java.util.Optional;

/** {@code identity status}: what is published now, and until when. Asks for the passphrase, to tell own records from others. */
@FunctionalInterface
public interface ShowIdentityStatus {
    ClientResult<Status> status();

    /**
     * Times are Unix seconds.
     *
     * @param identityAt      when the newest own identity record was signed; empty = none is published
     * @param identityUntil   when that record ends, going by the lifetime it was last published with here
     * @param foreign         verifying identities of other keys at the own name
     * @param prekeysLive     published, verifying and not expired
     * @param prekeysUntil    the last expiry among them
     * @param prekeysHeld     live private halves in the local store
     * @param tsigExpiresAt   empty = there is no key, or it has no end
     * @param tokenExpiresAt  of the saved token for the endpoint's host; the same
     */
    record Status(String address, String fingerprint, String identityName, Optional<Long> identityAt, Optional<Long> identityUntil,
                  int foreign,
                  String prekeysName, int prekeysLive, Optional<Long> prekeysUntil, int prekeysHeld,
                  Optional<String> tsigKey, Optional<Long> tsigExpiresAt, Optional<Long> tokenExpiresAt) {
    }
}
