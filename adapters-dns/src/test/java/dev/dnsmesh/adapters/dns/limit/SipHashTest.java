package dev.dnsmesh.adapters.dns.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {
    /** The authors' vectors: key 00..0f, data 00, 00 01, 00 01 02 ... */
    @Test
    void agrees_with_the_vectors_of_the_paper() {
        byte[] key = counting(16);
        SipHash hash = new SipHash(key);
        assertThat(hash.hash(counting(15), 15)).isEqualTo(0xa129ca6149be45e5L);
        assertThat(hash.hash(counting(0), 0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.hash(counting(8), 8)).isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void only_the_octets_asked_for_count() {
        SipHash hash = new SipHash(counting(16));
        assertThat(hash.hash(counting(40), 15)).isEqualTo(hash.hash(counting(15), 15))
                .isNotEqualTo(hash.hash(counting(16), 16));
    }

    private static byte[] counting(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }
}
