package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.application.spi.WrapCheck;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AesGcmSecretWrapTest {
    private static final Secret SECRET = Secret.of(Octets.utf8("thirty-two octets, easy to find!"));

    private final SecretWrap wrap = under("wrapping key");

    private static SecretWrap under(String key) {
        return AesGcmSecretWrap.of(Optional.of(Secret.of(Sha256.of(Octets.utf8(key)))), new SeededRandom(1));
    }

    @Test
    void a_secret_is_bound_to_its_row() {
        Octets stored = wrap.wrap(SECRET, "a.");
        assertThat(wrap.unwrap(stored, "a.")).isEqualTo(SECRET);
        assertThatThrownBy(() -> wrap.unwrap(stored, "b.")).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> wrap.unwrap(stored.slice(0, 20), "a.")).isInstanceOf(StorageUnavailable.class);
        assertThat(wrap.wrap(SECRET, "a.")).as("a nonce is never used twice").isNotEqualTo(stored);
    }

    @Test
    void a_flipped_bit_never_unwraps() {
        byte[] stored = wrap.wrap(SECRET, "a.").toArray();
        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] damaged = stored.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> wrap.unwrap(Octets.of(damaged), "a.")).isInstanceOf(StorageUnavailable.class);
        }
    }

    @Test
    void without_a_key_octets_lie_as_they_are() {
        SecretWrap plain = AesGcmSecretWrap.of(Optional.empty(), new SeededRandom(1));
        assertThat(plain.wraps()).isFalse();
        assertThat(plain.unwrap(plain.wrap(SECRET, "a."), "b.")).isEqualTo(SECRET);
    }

    @Test
    void the_note_tells_the_key_it_was_made_with_from_any_other() {
        Octets note = WrapCheck.with(wrap);
        WrapCheck.demand(note, wrap);
        assertThatThrownBy(() -> WrapCheck.demand(note, under("another"))).hasMessageContaining("another key");
        assertThatThrownBy(() -> WrapCheck.demand(note, new SecretWrap.Plain())).hasMessageContaining("are wrapped");
    }
}
