package dev.dnsmesh.adapters.dns.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;

class WireNameTest {
    private final byte[] into = new byte[Wire.MAX_NAME];
    private final byte[] scratch = new byte[Wire.MAX_NAME];

    /** Octets full of short labels, ends and pointers. */
    @Provide
    Arbitrary<byte[]> octets() {
        Arbitrary<Byte> octet = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.bytes().between((byte) 0, (byte) 6)),
                net.jqwik.api.Tuple.of(2, Arbitraries.just((byte) 0xc0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.bytes().between((byte) 12, (byte) 63)),
                net.jqwik.api.Tuple.of(1, Arbitraries.bytes()));
        return octet.array(byte[].class).ofMinSize(13).ofMaxSize(80);
    }

    private static Optional<Name> byDnsjava(byte[] message, int at) {
        try {
            DNSInput in = new DNSInput(message);
            in.jump(at);
            return Optional.of(new Name(in));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Property(tries = 50_000)
    void what_we_expand_dnsjava_reads_as_the_same_name(@ForAll("octets") byte[] message) {
        for (int at = Wire.HEADER; at < message.length; at++) {
            int length = WireName.expand(message, at, message.length, into);
            int after = WireName.skip(message, at, message.length);
            if (length < 0) {
                continue;
            }
            assertThat(after).isGreaterThan(at);
            assertThat(byDnsjava(message, at).map(Name::toWire)).hasValue(Arrays.copyOf(into, length));
        }
    }

    @Property(tries = 20_000)
    void what_dnsjava_reads_we_expand_unless_it_points_into_the_header_or_not_back(@ForAll("octets") byte[] message) {
        for (int at = Wire.HEADER; at < message.length; at++) {
            boolean plain = true;
            for (int i = at; i < message.length; i++) {
                plain &= (message[i] & 0xc0) == 0;
            }
            if (plain && byDnsjava(message, at).isPresent()) {
                assertThat(WireName.expand(message, at, message.length, into)).isPositive();
            }
        }
    }

    @Test
    void pointers_lead_back_and_no_further_than_the_header() {
        byte[] message = new byte[30];
        message[12] = 1;
        message[13] = 'a';
        Wire.put16(message, 15, 0xc00c);
        Wire.put16(message, 17, 0xc00f);
        assertThat(WireName.expand(message, 17, 30, into)).isEqualTo(3);
        assertThat(WireName.skip(message, 17, 30)).isEqualTo(19);
        for (int target : new int[] {0, 11, 17, 18, 29}) {
            Wire.put16(message, 17, 0xc000 | target);
            assertThat(WireName.expand(message, 17, 30, into)).isNegative();
            assertThat(WireName.skip(message, 17, 30)).isNegative();
        }
    }

    @Test
    void two_names_that_point_at_each_other_are_malformed() {
        byte[] message = new byte[30];
        Wire.put16(message, 12, 0xc00e);
        Wire.put16(message, 14, 0xc00c);
        assertThat(WireName.expand(message, 14, 30, into)).isNegative();
    }

    @Test
    void a_name_has_255_octets_at_most_also_where_it_is_put_together() {
        byte[] message = new byte[600];
        int at = 12;
        for (int i = 0; i < 127; i++) {
            message[at++] = 1;
            message[at++] = 'a';
        }
        at++;
        assertThat(WireName.expand(message, 12, 600, into)).isEqualTo(255);
        message[at] = 1;
        message[at + 1] = 'b';
        Wire.put16(message, at + 2, 0xc00c);
        assertThat(WireName.expand(message, at, 600, into)).isNegative();
        Wire.put16(message, at + 2, 0xc00e);
        assertThat(WireName.expand(message, at, 600, into)).isEqualTo(255);
    }

    @Test
    void text_is_given_for_labels_of_printable_ascii_without_dots() {
        assertThat(text(1, 'a', 2, 'B', '-', 0)).hasValue("a.B-");
        assertThat(text(0)).isEmpty();
        for (int odd : new int[] {'.', ' ', '\\', 0, 0x7f, 0x80, 0xff}) {
            assertThat(text(1, odd, 0)).isEmpty();
        }
    }

    private Optional<String> text(int... octets) {
        byte[] wire = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            wire[i] = (byte) octets[i];
        }
        return WireName.text(wire, wire.length, scratch);
    }
}
