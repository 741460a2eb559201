package dev.dnsmesh.adapters.dns.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import org.junit.jupiter.api.Test;

final class RdataNamesTest {
    private static final int NS = 2;
    private static final int SOA = 6;
    private static final OwnerName ZONE = new OwnerName("mesh.example");
    /** A header, and behind it the zone's name to point to. */
    private static final Octets HEAD = Octets.concat(Octets.of(new byte[12]), ZONE.wire());
    private static final Octets POINTER = Octets.of((byte) 0xc0, (byte) 12);
    private static final Octets NS1 = Octets.of((byte) 3, (byte) 'n', (byte) 's', (byte) '1');
    private static final Octets NUMBERS = Octets.of(new byte[20]);

    @Test
    void compressed_names_are_written_out() {
        Octets ns1 = new OwnerName("ns1.mesh.example").wire();
        assertThat(writtenOut(NS, Octets.concat(NS1, POINTER))).isEqualTo(ns1);
        assertThat(writtenOut(NS, POINTER)).isEqualTo(ZONE.wire());
        assertThat(writtenOut(SOA, Octets.concat(NS1, POINTER, POINTER, NUMBERS)))
                .isEqualTo(Octets.concat(ns1, ZONE.wire(), NUMBERS));
        assertThat(writtenOut(NS, ns1)).isEqualTo(ns1);
    }

    @Test
    void what_its_type_does_not_allow_stays_as_it_is() {
        for (Octets rdata : new Octets[] {Octets.EMPTY, Octets.of((byte) 0xc0), Octets.of((byte) 0xc0, (byte) 0xff),
                Octets.concat(POINTER, POINTER), Octets.of((byte) 5, (byte) 'a')}) {
            assertThat(writtenOut(NS, rdata)).isEqualTo(rdata);
            assertThat(writtenOut(SOA, rdata)).isEqualTo(rdata);
        }
        Octets shortSoa = Octets.concat(POINTER, POINTER, Octets.of(new byte[19]));
        assertThat(writtenOut(SOA, shortSoa)).isEqualTo(shortSoa);
        assertThat(writtenOut(16, Octets.concat(POINTER))).isEqualTo(POINTER);
    }

    private static Octets writtenOut(int type, Octets rdata) {
        byte[] message = Octets.concat(HEAD, rdata).toArray();
        return RdataNames.writtenOut(type, message, HEAD.length(), message.length);
    }
}
