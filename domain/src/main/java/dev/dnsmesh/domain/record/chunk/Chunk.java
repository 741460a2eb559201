package dev.dnsmesh.domain.record.chunk;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.octets.StrictBase64;
import dev.dnsmesh.domain.record.RecordType;
import java.util.Optional;

/**
 * One chunk as it is published: checksum, block and parity, 168 octets (records.md 2.1). That they fit together is for
 * {@link #block} to say.
 */
public record Chunk(Octets octets) {
    public static final int LENGTH = 168;
    /** Octets of the erasure share inside. */
    public static final int BLOCK_LENGTH = 128;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TEXT_LENGTH = RecordType.CHUNK.maxLength();

    public Chunk {
        if (octets.length() != LENGTH) {
            throw new IllegalArgumentException("a chunk has 168 octets, not " + octets.length());
        }
    }

    /** Empty unless there are 168 octets. */
    public static Optional<Chunk> of(Octets octets) {
        return octets.length() == LENGTH ? Optional.of(new Chunk(octets)) : Optional.empty();
    }

    /** The chunk around a block of 128 octets; empty for any other length. */
    public static Optional<Chunk> wrap(Octets block, BlockCode code) {
        return block.length() != BLOCK_LENGTH ? Optional.empty()
                : Optional.of(new Chunk(Octets.concat(checksum(block), block, code.parity(block))));
    }

    /** Empty where the text is not a chunk. An obsolete tail from {@code ;} on is passed over. Never throws. */
    public static Optional<Chunk> parse(String text) {
        boolean whole = text.length() == TEXT_LENGTH || text.length() > TEXT_LENGTH && text.charAt(TEXT_LENGTH) == ';';
        return whole && RecordType.CHUNK.prefixes(text)
                ? StrictBase64.decode(text.substring(RecordType.CHUNK.prefix().length(), TEXT_LENGTH)).flatMap(Chunk::of)
                : Optional.empty();
    }

    public String text() {
        return RecordType.CHUNK.prefix() + StrictBase64.encode(octets);
    }

    /** What the manifest lists for this chunk: SHA-256 of all its octets. */
    public Octets hash() {
        return Sha256.of(octets);
    }

    /** The block, where at most 16 octets of it and its parity were wrong and the checksum fits. */
    public Optional<Octets> block(BlockCode code) {
        return intactBlock(octets, code);
    }

    /** The same for a block of any length, as a node judges what it pulls (cluster.md 7). Never throws. */
    public static Optional<Octets> intactBlock(Octets octets, BlockCode code) {
        return octets.length() <= CHECKSUM_LENGTH ? Optional.empty()
                : code.correct(octets.slice(CHECKSUM_LENGTH, octets.length()))
                        .filter(block -> octets.startsWith(checksum(block)));
    }

    private static Octets checksum(Octets block) {
        return Sha256.of(block).slice(0, CHECKSUM_LENGTH);
    }
}
