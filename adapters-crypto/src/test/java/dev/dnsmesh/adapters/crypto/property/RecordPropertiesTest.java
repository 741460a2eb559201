package dev.dnsmesh.adapters.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.ReedSolomonBlockCode;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import dev.dnsmesh.domain.record.RecordType;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

final class RecordPropertiesTest {
    private final Readers readers = new Readers(
            new Ed25519SignatureVerifier(), new ReedSolomonBlockCode(), Samples.SIGNER.publicKey(), Samples.NOW);

    @Property(tries = 500)
    void what_was_signed_reads_as_what_it_was(@ForAll("samples") Sample sample) {
        assertThat(RecordType.of(sample.text())).contains(sample.type());
        assertThat(readers.read(sample.type(), sample.text())).contains(sample.record());
    }

    @Property(tries = 500)
    void a_flipped_bit_never_verifies(@ForAll("samples") Sample sample, @ForAll @IntRange(max = Integer.MAX_VALUE) int pick) {
        String prefix = sample.type().prefix();
        byte[] blob = StrictBase64.decode(sample.text().substring(prefix.length())).orElseThrow().toArray();
        int bit = pick % (blob.length * 8);
        blob[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(readers.read(sample.type(), prefix + StrictBase64.encode(Octets.of(blob)))).isEmpty();
    }

    @Property(tries = 500)
    void another_character_never_verifies(
            @ForAll("samples") Sample sample, @ForAll @IntRange(max = Integer.MAX_VALUE) int pick,
            @ForAll @CharRange(from = ' ', to = '~') char other) {
        StringBuilder text = new StringBuilder(sample.text());
        int at = pick % text.length();
        boolean changed = text.charAt(at) != other;
        text.setCharAt(at, other);
        assertThat(readers.read(sample.type(), text.toString()).isEmpty()).isEqualTo(changed);
    }

    @Property(tries = 300)
    void no_type_reads_the_body_of_another(@ForAll("samples") Sample sample, @ForAll RecordType other) {
        String moved = other.prefix() + sample.text().substring(sample.type().prefix().length());
        assertThat(readers.read(other, moved).isPresent()).isEqualTo(other == sample.type());
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Samples.all();
    }
}
