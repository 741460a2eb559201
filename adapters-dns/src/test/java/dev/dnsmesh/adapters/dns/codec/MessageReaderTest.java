package dev.dnsmesh.adapters.dns.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.dns.codec.MessageReader.Reading;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** The walk over records says what one says who takes them one by one (dns.md 10.2). */
class MessageReaderTest {
    private static final String ZONE = "046d657368056c6f63616c0000060001";
    private static final String OPT = "00" + "0029" + "04d0" + "00000000" + "0000";
    private static final String TSIG = "00" + "00fa" + "00ff" + "00000000" + "0001aa";
    /** Owners: the root, a pointer to the zone, to itself and to the header, one behind a label, one that is cut short. */
    private static final List<String> OWNERS = List.of("00", "00", "c00c", "c00c", "c010", "01610161c00c", "016100", "c0ff", "ffff", "c000", "8000", "40",
            "3f61");
    private static final List<String> RDATA = List.of("0000", "0000", "000101", "00020102", "ffff");

    @Property(tries = 3000)
    void the_walk_over_records_sees_what_one_sees_who_takes_them_one_by_one(@ForAll("messages") byte[] message) {
        MessageReader reader = new MessageReader();
        byte[] reused = Arrays.copyOf(message, message.length + 20);
        assertThat(reader.read(reused, message.length)).isEqualTo(isWhole(message) ? Reading.WHOLE : Reading.MALFORMED);
    }

    @Test
    void a_tsig_behind_many_records_is_found() {
        for (String owner : new String[] {"00", "c00c"}) {
            byte[] message = message(0, List.of((owner + "001000010000003c0000").repeat(600)), 600, TSIG);
            MessageReader reader = new MessageReader();
            assertThat(reader.read(message, message.length)).isEqualTo(Reading.WHOLE);
            assertThat(reader.tsigAt()).isEqualTo(message.length - TSIG.length() / 2);
            assertThat(reader.read(message, message.length - 1)).isEqualTo(Reading.MALFORMED);
        }
    }

    @Provide
    Arbitrary<byte[]> messages() {
        Arbitrary<String> record = Combinators.combine(Arbitraries.of(OWNERS), Arbitraries.of("0010", "0006", "0010", "0029", "00fa"),
                Arbitraries.of(RDATA)).as((owner, type, rdata) -> owner + type + "0001" + "0000003c" + rdata);
        Arbitrary<String> likely = Arbitraries.of("00001000010000003c0000", "c00c001000010000003c0000", "c00c001000010000003c00020102");
        Arbitrary<String> any = Arbitraries.frequencyOf(Tuple.of(6, likely), Tuple.of(1, record));
        return Combinators.combine(any.list().ofMaxSize(8), Arbitraries.of("", "", OPT, TSIG, OPT + TSIG, TSIG + OPT, OPT + OPT),
                Arbitraries.of(0, 0, 0, 0, -1, 1), Arbitraries.integers().between(0, 12))
                .as((records, more, off, cut) -> {
                    byte[] whole = message(off, records, records.size(), more);
                    return cut < 10 ? whole : Arrays.copyOf(whole, Math.max(12, whole.length - cut + 9));
                });
    }

    /** @param off by how much the count of updates is wrong */
    private static byte[] message(int off, List<String> records, int count, String additional) {
        int additionals = additional.length() / OPT.length();
        String header = "12342800" + "0001" + "0000" + "%04x".formatted(Math.max(0, count + off)) + "%04x".formatted(additionals);
        return HexFormat.of().parseHex(header + ZONE + String.join("", records) + additional);
    }

    private static boolean isWhole(byte[] message) {
        int updates = Wire.u16(message, 8);
        int all = updates + Wire.u16(message, 10);
        int at = WireName.skip(message, Wire.HEADER, message.length) + 4;
        boolean opt = false;
        for (int record = 1; record <= all; record++) {
            int fixed = WireName.skip(message, at, message.length);
            if (fixed < 0 || fixed + Wire.FIXED > message.length) {
                return false;
            }
            int end = fixed + Wire.FIXED + Wire.u16(message, fixed + 8);
            int type = Wire.u16(message, fixed);
            if (end > message.length || type == 41 && (opt || record <= updates || fixed != at + 1 || end - fixed != Wire.FIXED)
                    || type == 250 && (record != all || record <= updates || Wire.u16(message, fixed + 2) != 255 || Wire.u32(message, fixed + 4) != 0)) {
                return false;
            }
            opt |= type == 41;
            at = end;
        }
        return at == message.length;
    }
}
