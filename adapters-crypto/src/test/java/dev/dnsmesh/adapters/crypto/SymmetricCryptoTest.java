package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SymmetricCryptoTest {
    private static final Secret KEY = Secret.of(hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
    private static final Octets NONCE = hex("070000004041424344454647");
    private static final Octets ASSOCIATED = hex("50515253c0c1c2c3c4c5c6c7");

    private final ChaCha20Poly1305Cipher cipher = new ChaCha20Poly1305Cipher();

    @Test
    void the_example_of_rfc_8439_is_sealed() {
        Octets sealed = cipher.seal(KEY, NONCE, ASSOCIATED, Octets.utf8("Ladies and Gentlemen of the class of '99: If I "
                + "could offer you only one tip for the future, sunscreen would be it."));
        assertThat(sealed.slice(0, 16).hex()).isEqualTo("d31a8d34648e60db7b86afbc53ef7ec2");
        assertThat(sealed.slice(sealed.length() - 16, sealed.length()).hex())
                .isEqualTo("1ae10b594f09e26a7e902ecbd0600691");
    }

    @Property(tries = 100)
    void what_was_sealed_opens_and_a_flipped_bit_does_not(
            @ForAll @Size(max = 500) byte[] text, @ForAll @IntRange(max = 100_000) int pick) {
        Octets sealed = cipher.seal(KEY, NONCE, ASSOCIATED, Octets.of(text));
        assertThat(cipher.open(KEY, NONCE, ASSOCIATED, sealed)).contains(Octets.of(text));
        byte[] bits = sealed.toArray();
        int bit = pick % (bits.length * 8);
        bits[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(cipher.open(KEY, NONCE, ASSOCIATED, Octets.of(bits))).isEmpty();
        assertThat(cipher.open(KEY, NONCE, Octets.EMPTY, sealed)).isEmpty();
    }

    @Test
    void less_than_a_tag_does_not_open() {
        assertThat(cipher.open(KEY, NONCE, ASSOCIATED, Octets.EMPTY)).isEmpty();
        assertThat(cipher.open(KEY, NONCE, ASSOCIATED, Octets.of(new byte[15]))).isEmpty();
    }

    @Test
    void a_key_or_nonce_of_another_length_is_a_bug_of_the_caller() {
        assertThatThrownBy(() -> cipher.seal(KEY, Octets.EMPTY, ASSOCIATED, NONCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_first_example_of_rfc_5869_is_derived() {
        Secret derived = new HkdfSha256().derive(
                Secret.of(hex("0b".repeat(22))), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42);
        assertThat(Octets.of(derived.reveal()).hex()).isEqualTo(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void the_examples_of_rfc_4231_are_coded() {
        HmacSha256 hmac = new HmacSha256();
        assertThat(hmac.of(Secret.of(hex("0b".repeat(20))), Octets.utf8("Hi "), Octets.utf8("There")).hex())
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hmac.of(Secret.of(Octets.utf8("Jefe")), Octets.utf8("what do ya want for nothing?")).hex())
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(hmac.of(Secret.of(hex("aa".repeat(131))),
                Octets.utf8("Test Using Larger Than Block-Size Key - Hash Key First")).hex())
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void an_empty_key_codes_as_well() {
        assertThat(new HmacSha256().of(Secret.of(Octets.EMPTY), Octets.EMPTY).hex())
                .isEqualTo("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }

    private static Octets hex(String digits) {
        return Octets.fromHex(digits).orElseThrow();
    }
}
