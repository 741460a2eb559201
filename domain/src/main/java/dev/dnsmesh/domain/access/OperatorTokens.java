package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.security.MessageDigest;
import java.util.List;

/**
 * The tokens that are accepted as the operator's, so that one can be rotated while another still works (http.md 13.4).
 * Only their digests are kept.
 */
public final class OperatorTokens {
    public static final OperatorTokens NONE = new OperatorTokens(List.of());

    private final List<byte[]> digests;

    private OperatorTokens(List<byte[]> digests) {
        this.digests = digests;
    }

    /** Empty ones count as not set. */
    public static OperatorTokens of(List<Secret> tokens) {
        return new OperatorTokens(tokens.stream().filter(token -> token.length() > 0)
                .map(token -> token.use(octets -> Sha256.of(octets).toArray())).toList());
    }

    /** None is configured. */
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    /** In time that depends on the number of tokens only. */
    public boolean accept(String presented) {
        byte[] digest = Sha256.of(Octets.utf8(presented)).toArray();
        boolean equal = false;
        for (byte[] accepted : digests) {
            equal |= MessageDigest.isEqual(accepted, digest);
        }
        return equal;
    }

    @Override
    public String toString() {
        return "OperatorTokens[" + digests.size() + "]";
    }
}
