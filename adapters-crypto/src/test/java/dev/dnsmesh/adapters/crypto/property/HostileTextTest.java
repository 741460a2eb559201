package dev.dnsmesh.adapters.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.dnsmesh.adapters.crypto.ReedSolomonBlockCode;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import dev.dnsmesh.domain.record.RecordType;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * No text makes a parser throw, or allocate more than 64 times its length and 1 KiB. Every signature counts as good here,
 * so that hostile fields are read even where the signature stands in front of them.
 */
final class HostileTextTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FACTOR = 64;
    private static final int BASE = 1024;
    /** The first passes through a method also link it; parsing itself allocates the same every time. */
    private static final int PASSES = 5;

    private final Readers readers = new Readers(
            (key, message, signature) -> true, new ReedSolomonBlockCode(), Samples.SIGNER.publicKey(), Samples.NOW);

    @Property(tries = 1000)
    void any_text_is_read_or_refused(@ForAll("texts") String text, @ForAll RecordType type) {
        withinBounds(type, text);
        withinBounds(type, type.prefix() + text);
    }

    @Property(tries = 1000)
    void any_payload_is_read_or_refused(@ForAll @Size(max = 2000) byte[] payload, @ForAll RecordType type) {
        withinBounds(type, type.prefix() + StrictBase64.encode(Octets.of(payload)));
    }

    @Property(tries = 1000)
    void any_spoilt_record_is_read_or_refused(@ForAll("samples") Sample sample, @ForAll Random random) {
        withinBounds(sample.type(), spoilt(sample.text(), random, "=;/+ \u00e9\u0000"));
    }

    @Property(tries = 1000)
    void any_spoilt_body_is_read_or_refused(@ForAll("samples") Sample sample, @ForAll Random random) {
        String prefix = sample.type().prefix();
        byte[] blob = StrictBase64.decode(sample.text().substring(prefix.length())).orElseThrow().toArray();
        int body = blob.length - sample.type().signatures() * Signature.LENGTH;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            blob[random.nextInt(body)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
        }
        int cut = random.nextInt(4) == 0 ? random.nextInt(blob.length) : 0;
        withinBounds(sample.type(), prefix + StrictBase64.encode(Octets.of(blob, cut, blob.length)));
    }

    @Property(tries = 20)
    void a_text_of_any_length_is_refused_at_once(@ForAll RecordType type) {
        withinBounds(type, type.prefix() + "A".repeat(4_000_000));
        assertThat(allocated(type, type.prefix() + "A".repeat(4_000_000))).isLessThan(200_000);
    }

    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(
                        Arbitraries.of("", "v=dmp1;", "v=dmp1;t=claim;", "v=dmp1;t=manifest;d=", "RE1Q"),
                        Arbitraries.strings().ofMaxLength(400))
                .as(String::concat);
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Samples.all();
    }

    private void withinBounds(RecordType type, String text) {
        assertThat(allocated(type, text)).isLessThanOrEqualTo((long) FACTOR * text.length() + BASE);
    }

    private long allocated(RecordType type, String text) {
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Optional<Object> read = readers.read(type, text);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(read).isNotNull();
            least = Math.min(least, after - before);
        }
        return least;
    }

    private static String spoilt(String text, Random random, String strange) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !spoilt.isEmpty(); changes--) {
            int at = random.nextInt(spoilt.length());
            char c = random.nextBoolean() ? (char) (' ' + random.nextInt(95)) : strange.charAt(random.nextInt(strange.length()));
            switch (random.nextInt(5)) {
                case 0 -> spoilt.setCharAt(at, c);
                case 1 -> spoilt.insert(at, c);
                case 2 -> spoilt.deleteCharAt(at);
                case 3 -> spoilt.setLength(at);
                default -> spoilt.append(spoilt, 0, at);
            }
        }
        return spoilt.toString();
    }
}
