package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.octets.Octets;
import org.junit.jupiter.api.Test;

class UserTokenTest {
    private static final Octets RANDOM =
            Octets.fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").orElseThrow();

    @Test
    void a_token_is_its_octets_in_base32_without_padding() {
        assertThat(UserToken.of(RANDOM).reveal())
                .isEqualTo("dmp_v1_AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ")
                .hasSize(59);
    }

    @Test
    void its_hash_is_over_the_text_and_it_does_not_print() {
        UserToken token = UserToken.of(RANDOM);
        assertThat(token.hash().hex()).isEqualTo(
                "f00d5b46cb089fff8650021a4276d2fad8ecd727986739dd5b6f4ad32c6e2311");
        assertThat(token).hasToString("dmp_v1_...");
        assertThat(UserToken.parse(token.reveal())).contains(token);
    }

    @Test
    void the_shape_is_tested_before_any_lookup() {
        assertThat(UserToken.parse("dmp_v1_" + "A".repeat(52))).isPresent();
        assertThat(UserToken.parse("dmp_v1_" + "0".repeat(51) + "Z")).isPresent();
        assertThat(UserToken.parse("dmp_v1_" + "0".repeat(52))).isEmpty();
        assertThat(UserToken.parse("dmp_v1_" + "A".repeat(51))).isEmpty();
        assertThat(UserToken.parse("dmp_v1_" + "A".repeat(53))).isEmpty();
        assertThat(UserToken.parse("dmp_v1_" + "A".repeat(51) + "a")).isEmpty();
        assertThat(UserToken.parse("DMP_V1_" + "A".repeat(52))).isEmpty();
    }
}
