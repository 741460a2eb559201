package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Optional;

/** A node's HTTP interface as a client uses it (client.md 2, 15.2). {@code base} is scheme and authority. Calls block. */
public interface NodeApi {
    /** {@code GET /health} within 4 s. */
    Reply<String> health(String base);

    Reply<Challenge> challenge(String base);

    Reply<Token> confirm(String base, Confirmation confirmation);

    Reply<MintedKey> confirmTsig(String base, Confirmation confirmation);

    /** 201. */
    Reply<String> publish(String base, Optional<String> token, OwnerName name, TxtValue value, long ttlSeconds);

    /** 204; 404 = was not there. */
    Reply<String> delete(String base, Optional<String> token, OwnerName name, TxtValue value);

    sealed interface Reply<T> {
        /** A success with a well-formed body. */
        record Ok<T>(T value) implements Reply<T> {
        }

        /** Another status; {@code error} is the body's {@code error} member or empty. */
        record Status<T>(int status, String error) implements Reply<T> {
        }

        /** A success whose body is not what it must be. */
        record Malformed<T>(String why) implements Reply<T> {
        }

        record Unreachable<T>(String why) implements Reply<T> {
        }
    }

    /** Texts as the node sent them; {@code signatureVersions} is (1) when absent. */
    record Challenge(String challenge, String node, Optional<String> serverX25519, List<Integer> signatureVersions) {
    }

    /** Hex texts; the X25519 pair is for TSIG only. */
    record Confirmation(String subject, String ed25519Spk, String challenge, String signature, int signatureVersion,
                        Optional<String> x25519Pub, Optional<String> x25519Proof) {
    }

    /** @param expiresAt Unix seconds, empty = never */
    record Token(String token, String subject, Optional<Long> expiresAt) {
    }

    /** @param expiresAt Unix seconds, 0 = never */
    record MintedKey(String keyName, String secretHex, String algorithm, List<String> allowedSuffixes, String subject,
                     String zone, long expiresAt) {
    }
}
