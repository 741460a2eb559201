package dev.dnsmesh.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import org.junit.jupiter.api.Test;

final class BodyReaderTest {
    @Test
    void fields_are_read_as_they_were_written() {
        BodyReader body = new BodyReader(new BodyWriter().octets(Octets.utf8("MAGIC")).u8(0xfe).u16(0xfedc)
                .u32(0xfedc_ba98L).u64(-2).text8("å").text16("").body()).expect(Octets.utf8("MAGIC"));
        assertThat(body.u8()).isEqualTo(0xfe);
        assertThat(body.u16()).isEqualTo(0xfedc);
        assertThat(body.u32()).isEqualTo(0xfedc_ba98L);
        assertThat(body.u64()).isEqualTo(-2);
        assertThat(body.text(body.u8())).isEqualTo("å");
        assertThat(body.complete()).isFalse();
        assertThat(body.text(body.u16())).isEmpty();
        assertThat(body.complete()).isTrue();
    }

    @Test
    void a_field_that_is_not_there_spoils_the_whole_body() {
        BodyReader body = new BodyReader(Octets.of((byte) 1, (byte) 2, (byte) 3));
        assertThat(body.u32()).isZero();
        assertThat(body.u8()).isZero();
        assertThat(body.ed25519().hex()).isEqualTo("00".repeat(32));
        assertThat(body.isSound()).isFalse();
        assertThat(body.complete()).isFalse();
    }

    @Test
    void malformed_utf8_and_another_magic_are_remembered() {
        BodyReader text = new BodyReader(Octets.of((byte) 0xc0, (byte) 0x80));
        assertThat(text.text(2)).isEmpty();
        assertThat(text.complete()).isFalse();
        assertThat(new BodyReader(Octets.utf8("AAA")).expect(Octets.utf8("AAB")).complete()).isFalse();
    }
}
