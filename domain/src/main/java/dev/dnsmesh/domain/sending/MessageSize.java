package dev.dnsmesh.domain.sending;

import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.erasure.CodeRate;
import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.record.RecordType;

/**
 * What a message comes to, before it is made (client.md 19.10). The longest value of a message is its manifest, which
 * grows with the chunks, so that a node's cap on values is a cap on messages.
 *
 * @param outer octets that the erasure code carries
 */
public record MessageSize(int outer, CodeRate rate) {
    /** Octets of a manifest's body and signature besides its hashes, and of each hash. */
    private static final int MANIFEST_HEAD = 172;
    private static final int HASH = 32;

    /** @param plaintextLength octets, envelope included */
    public static MessageSize of(MessageHeader header, int plaintextLength) {
        int outer = around(header) + plaintextLength;
        return new MessageSize(outer, CodeRate.forMessage(outer));
    }

    /** Octets of plaintext, envelope included, that any node can be asked to take. */
    public static int longestPlaintext(MessageHeader header) {
        return CodeRate.MAX_MESSAGE - around(header);
    }

    /**
     * The same for a node that takes values of at most {@code valueCap} octets; negative where not even an empty message
     * fits.
     */
    public static int longestPlaintext(MessageHeader header, int valueCap) {
        int k = CodeRate.forMessage(CodeRate.MAX_MESSAGE).k();
        while (k > 0 && manifestLength(forBlocks(k).n()) > valueCap) {
            k--;
        }
        return k * CodeRate.BLOCK - CodeRate.LENGTH_PREFIX - around(header);
    }

    /** Octets of the manifest's value. */
    public int manifestLength() {
        return manifestLength(rate.n());
    }

    /** It can be coded at all. */
    public boolean isPossible() {
        return rate.isUsable();
    }

    private static CodeRate forBlocks(int k) {
        return CodeRate.forMessage(k * CodeRate.BLOCK - CodeRate.LENGTH_PREFIX);
    }

    private static int manifestLength(int n) {
        return RecordType.MANIFEST.prefix().length() + (MANIFEST_HEAD + HASH * n + 2) / 3 * 4;
    }

    private static int around(MessageHeader header) {
        return 2 + header.octets().length() + X25519PublicKey.LENGTH + AuthenticatedCipher.NONCE_LENGTH
                + AuthenticatedCipher.TAG_LENGTH + OuterMessage.TRAILER_LENGTH;
    }
}
