package dev.dnsmesh.domain.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.message.MessageHeader;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of client.md 19.10: a ten-digit time, a three-digit lifetime. */
class MessageSizeTest {
    private static final UserId USER = new UserId(Octets.of(new byte[32]));
    private static final MessageHeader HEADER =
            MessageHeader.data(new MessageId(Octets.of(new byte[16])), USER, USER, 1_767_225_600, 300);

    @ParameterizedTest
    @CsvSource({"1024, 17, 13, 1300", "2048, 42, 32, 3732", "4096, 90, 69, 8468", "8192, 186, 143, 17940",
        "11132, 255, 196, 24724", "65535, 255, 196, 24724"})
    void a_cap_on_values_caps_the_message(int valueCap, int n, int k, int longest) {
        assertThat(MessageSize.longestPlaintext(HEADER, valueCap)).isEqualTo(longest);
        MessageSize size = MessageSize.of(HEADER, longest);
        assertThat(size.rate().n()).isEqualTo(n);
        assertThat(size.rate().k()).isEqualTo(k);
        assertThat(size.manifestLength()).isLessThanOrEqualTo(valueCap);
        assertThat(size.isPossible()).isTrue();
    }

    @Test
    void one_octet_more_than_the_longest_is_impossible() {
        int longest = MessageSize.longestPlaintext(HEADER);
        assertThat(longest).isEqualTo(24_724);
        assertThat(MessageSize.of(HEADER, longest + 1).isPossible()).isFalse();
    }

    @Test
    void under_the_smallest_manifest_nothing_fits() {
        assertThat(MessageSize.longestPlaintext(HEADER, 300)).isNegative();
    }
}
