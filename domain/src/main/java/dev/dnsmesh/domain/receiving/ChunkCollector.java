package dev.dnsmesh.domain.receiving;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.erasure.CodeRate;
import dev.dnsmesh.domain.erasure.ErasureCode;
import dev.dnsmesh.domain.name.MessageKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the chunks of one message. It says which to ask for, as many at a time as are still needed, and takes the
 * answers in any order: each that holds no good chunk makes it ask for one more. Only what the manifest's hashes vouch
 * for is kept, so it holds at most the message itself. Not safe for use by several threads at once.
 */
public final class ChunkCollector {
    private final Manifest manifest;
    private final OwnerName zone;
    private final BlockCode blockCode;
    private final MessageKey messageKey;
    private final Map<Integer, Octets> shares = new HashMap<>();
    private int asked;
    private int answered;

    /**
     * @param manifest a {@linkplain Manifest#isDeliverable() deliverable} one
     * @param zone     where the manifest was found; chunks are nowhere else
     */
    public ChunkCollector(Manifest manifest, OwnerName zone, BlockCode blockCode) {
        if (!manifest.isDeliverable()) {
            throw new IllegalArgumentException("nothing vouches for the chunks of this manifest");
        }
        this.manifest = manifest;
        this.zone = zone;
        this.blockCode = blockCode;
        this.messageKey = MessageKey.of(manifest.message(), manifest.recipient(), manifest.sender());
    }

    /** The chunks to ask for now, ascending; none while enough answers are outstanding, or when nothing is left to ask. */
    public List<Integer> next() {
        int wanted = manifest.dataChunks() - shares.size() - (asked - answered);
        List<Integer> next = new ArrayList<>();
        while (next.size() < wanted && asked < manifest.totalChunks()) {
            next.add(asked++);
        }
        return List.copyOf(next);
    }

    /** Where that chunk lies; empty where the name would be too long, which counts as no answer. */
    public Optional<OwnerName> name(int index) {
        return RelativeName.chunk(index, messageKey).under(zone);
    }

    /** Takes what stands at the name of a chunk asked for, in RRset order: nothing, the chunk, or anything else. */
    public void answer(int index, List<TxtValue> values) {
        answered++;
        values.stream().map(TxtValue::text).flatMap(Optional::stream).map(Chunk::parse).flatMap(Optional::stream)
                .filter(chunk -> chunk.hash().equals(manifest.chunkHashes().get(index)))
                .map(chunk -> chunk.block(blockCode)).flatMap(Optional::stream)
                .findFirst().ifPresent(block -> shares.put(index, block));
    }

    /** There are as many shares as it takes. */
    public boolean isComplete() {
        return shares.size() >= manifest.dataChunks();
    }

    /** Sound chunks taken so far. */
    public int held() {
        return shares.size();
    }

    /** The message the shares give; empty before there are enough, or where they fit no message. */
    public Optional<Octets> message() {
        return CodeRate.of(manifest.dataChunks(), manifest.totalChunks())
                .flatMap(rate -> ErasureCode.decode(rate, shares));
    }
}
