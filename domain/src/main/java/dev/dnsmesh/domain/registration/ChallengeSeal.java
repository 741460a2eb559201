package dev.dnsmesh.domain.registration;

import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * Challenges that need no memory (registration.md W14): expiry, randomness, and the beginning of a code over both and the
 * node's name under a secret of the process. The X25519 key that goes with one follows from it under the same secret.
 */
public final class ChallengeSeal {
    /** From issue to expiry. */
    public static final Duration LIFE = Duration.ofSeconds(60);
    /** Octets of randomness in a challenge. */
    public static final int RANDOM_LENGTH = 12;
    private static final int HEAD = 4 + RANDOM_LENGTH;
    private static final Octets CHALLENGE = Octets.utf8("dmp-reg-1");
    private static final Octets POSSESSION = Octets.utf8("dmp-pop-1");

    private final Secret secret;
    private final MessageCode code;

    /** @param secret 32 random octets, for as long as the process lives */
    public ChallengeSeal(Secret secret, MessageCode code) {
        this.secret = secret;
        this.code = code;
    }

    /** A new one. */
    public Challenge issue(Octets random, String node, Instant now) {
        if (random.length() != RANDOM_LENGTH) {
            throw new IllegalArgumentException("a challenge takes 12 random octets, not " + random.length());
        }
        int expiry = (int) now.plus(LIFE).getEpochSecond();
        Octets head = Octets.concat(Octets.of((byte) (expiry >> 24), (byte) (expiry >> 16), (byte) (expiry >> 8),
                (byte) expiry), random);
        return new Challenge(Octets.concat(head, tag(head, node)));
    }

    /** It was issued by this process for that node name; it may have expired. */
    public boolean isGenuine(Challenge challenge, String node) {
        Octets head = challenge.octets().slice(0, HEAD);
        return Secret.of(tag(head, node)).equals(Secret.of(challenge.octets().slice(HEAD, Challenge.LENGTH)));
    }

    /** When a genuine one stops being accepted. */
    public Instant expiresAt(Challenge challenge) {
        Octets octets = challenge.octets();
        return Instant.ofEpochSecond(
                (long) octets.at(0) << 24 | octets.at(1) << 16 | octets.at(2) << 8 | octets.at(3));
    }

    /** The private half of the ephemeral key that is sent with it. */
    public X25519PrivateKey ephemeral(Challenge challenge) {
        return new X25519PrivateKey(Secret.of(code.of(secret, POSSESSION, challenge.octets())));
    }

    private Octets tag(Octets head, String node) {
        return code.of(secret, CHALLENGE, head, Octets.utf8(node)).slice(0, Challenge.LENGTH - HEAD);
    }
}
