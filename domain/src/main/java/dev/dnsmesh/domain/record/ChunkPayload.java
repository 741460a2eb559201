package dev.dnsmesh.domain.record;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;

/**
 * The 168 octets of a chunk (records.md 2.1): 8 of a checksum, 128 of the block, 32 of Reed-Solomon parity over the block.
 */
public record ChunkPayload(Octets octets) {
    public static final int CHECKSUM_LENGTH = 8;
    public static final int BLOCK_LENGTH = 128;
    public static final int LENGTH = CHECKSUM_LENGTH + BLOCK_LENGTH + BlockCode.PARITY_LENGTH;

    public ChunkPayload {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a chunk payload has 168 octets, not " + octets.length());
        }
    }

    /** @param block 128 octets */
    public static ChunkPayload wrap(Octets block, BlockCode code) {
        if (block.length() != BLOCK_LENGTH) {
            throw new IllegalArgumentException("a block has 128 octets, not " + block.length());
        }
        return new ChunkPayload(Octets.concat(checksum(block), block, code.parity(block)));
    }

    /** Empty unless there are 168. */
    public static Optional<ChunkPayload> of(Octets octets) {
        return octets.length() == LENGTH ? Optional.of(new ChunkPayload(octets)) : Optional.empty();
    }

    /** The block, with up to 16 wrong octets of block and parity corrected; empty where the checksum does not fit then. */
    public Optional<Octets> block(BlockCode code) {
        Octets checksum = octets.slice(0, CHECKSUM_LENGTH);
        return code.correct(octets.slice(CHECKSUM_LENGTH, LENGTH)).filter(block -> checksum(block).equals(checksum));
    }

    /** SHA-256 of all 168 octets, as the manifest lists it. */
    public Octets hash() {
        return Sha256.of(octets);
    }

    private static Octets checksum(Octets block) {
        return Sha256.of(block).slice(0, CHECKSUM_LENGTH);
    }
}
