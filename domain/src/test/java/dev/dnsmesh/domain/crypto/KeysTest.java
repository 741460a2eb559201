package dev.dnsmesh.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KeysTest {
    private static final Randomness SEVENS = target -> Arrays.fill(target, (byte) 7);

    @Test
    void fresh_keys_come_from_the_randomness_given() {
        Secret sevens = Secret.of(Octets.fromHex("07".repeat(32)).orElseThrow());
        assertThat(Ed25519Seed.fresh(SEVENS).octets()).isEqualTo(sevens);
        assertThat(X25519PrivateKey.fresh(SEVENS).octets()).isEqualTo(sevens);
        assertThat(PassphraseSalt.fresh(SEVENS).octets().hex()).isEqualTo("07".repeat(32));
    }

    @Test
    void private_keys_do_not_print() {
        assertThat(X25519PrivateKey.fresh(SEVENS).toString()).doesNotContain("07").contains("32 octets");
        assertThat(Ed25519Seed.fresh(SEVENS).toString()).doesNotContain("07").contains("32 octets");
    }

    @Test
    void keys_of_another_length_cannot_be() {
        assertThatThrownBy(() -> new Ed25519Seed(Secret.of(new byte[31]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new X25519PrivateKey(Secret.of(new byte[33]))).isInstanceOf(IllegalArgumentException.class);
        assertThat(PassphraseSalt.of(Octets.of(new byte[7]))).isEmpty();
    }

    @Test
    void fourteen_keys_are_of_low_order() {
        assertThat(Ed25519PublicKey.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")
                .map(LowOrderKeys::contains)).contains(true);
        assertThat(Ed25519PublicKey.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc84")
                .map(LowOrderKeys::contains)).contains(false);
    }
}
