package dev.dnsmesh.domain.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.erasure.CodeRate;
import dev.dnsmesh.domain.erasure.ErasureCode;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.chunk.Chunk;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkCollectorTest {
    private static final OwnerName ZONE = new OwnerName("mesh.test");
    private static final Octets MESSAGE = Octets.utf8("the tide turns, ".repeat(31));
    /** Parity that is not checked: that is the block code's own test. */
    private static final BlockCode NO_PARITY = new BlockCode() {
        @Override
        public Octets parity(Octets data) {
            return Octets.of(new byte[PARITY_LENGTH]);
        }

        @Override
        public Optional<Octets> correct(Octets codeword) {
            return Optional.of(codeword.slice(0, codeword.length() - PARITY_LENGTH));
        }
    };
    private static final List<Chunk> CHUNKS = ErasureCode.encode(MESSAGE).orElseThrow().stream()
            .map(share -> Chunk.wrap(share, NO_PARITY).orElseThrow()).toList();
    private final ChunkCollector collector = new ChunkCollector(manifest(true), ZONE, NO_PARITY);

    @Test
    void it_asks_for_k_chunks_at_once_and_then_waits() {
        assertThat(collector.next()).containsExactly(0, 1, 2, 3);
        assertThat(collector.next()).isEmpty();
        assertThat(collector.name(3).orElseThrow().text()).startsWith("chunk-0003-").endsWith(".mesh.test");
    }

    @Test
    void every_miss_pulls_one_parity_chunk() {
        collector.next();
        collector.answer(2, List.of());
        assertThat(collector.next()).containsExactly(4);
        collector.answer(0, List.of(value(0)));
        assertThat(collector.next()).isEmpty();
        collector.answer(1, List.of(TxtValue.of("v=spf1 -all"), value(3)));
        assertThat(collector.next()).containsExactly(5);
    }

    @Test
    void the_message_is_there_with_k_chunks_whatever_their_order() {
        collector.next();
        collector.answer(3, List.of(value(3)));
        collector.answer(1, List.of());
        collector.answer(0, List.of(value(0)));
        collector.answer(2, List.of(value(2)));
        assertThat(collector.isComplete()).isFalse();
        assertThat(collector.message()).isEmpty();
        assertThat(collector.next()).containsExactly(4);
        collector.answer(4, List.of(value(4)));
        assertThat(collector.isComplete()).isTrue();
        assertThat(collector.next()).isEmpty();
        assertThat(collector.message()).contains(MESSAGE);
    }

    @Test
    void it_gives_up_when_nothing_is_left_to_ask() {
        for (List<Integer> next = collector.next(); !next.isEmpty(); next = collector.next()) {
            next.forEach(index -> collector.answer(index, List.of()));
        }
        assertThat(collector.isComplete()).isFalse();
        assertThat(collector.message()).isEmpty();
    }

    @Test
    void the_first_value_that_the_manifest_vouches_for_counts() {
        collector.next();
        for (int i = 0; i < 4; i++) {
            collector.answer(i, List.of(value((i + 1) % 4), value(i), TxtValue.of("junk")));
        }
        assertThat(collector.message()).contains(MESSAGE);
    }

    @Test
    void a_manifest_without_hashes_has_no_chunks() {
        Manifest bare = manifest(false);
        assertThatThrownBy(() -> new ChunkCollector(bare, ZONE, NO_PARITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TxtValue value(int index) {
        return TxtValue.of(CHUNKS.get(index).text());
    }

    private static Manifest manifest(boolean hashed) {
        CodeRate rate = CodeRate.forMessage(MESSAGE.length());
        return new Manifest(new MessageId(Octets.of(new byte[16])), new Ed25519PublicKey(Octets.of(new byte[32])),
                new UserId(Octets.of(new byte[32])), rate.n(), rate.k(), PrekeyId.NONE, new UnixTime(0),
                new UnixTime(300), hashed ? CHUNKS.stream().map(Chunk::hash).toList() : List.of());
    }
}
