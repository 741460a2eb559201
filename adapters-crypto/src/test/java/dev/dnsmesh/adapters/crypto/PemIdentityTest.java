package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.PemIdentity.Reading;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that OpenSSL made; their keys guard nothing. */
class PemIdentityTest {
    @ParameterizedTest
    @CsvSource({"ec.cert.pem,ec.pkcs8.pem,EC", "ec.cert.pem,ec.sec1.pem,EC", "rsa.cert.pem,rsa.pkcs1.pem,RSA", "ed.cert.pem,ed.pkcs8.pem,EdDSA"})
    void keys_of_every_usual_form_are_read(String certificate, String key, String algorithm) {
        assertThat(read(file(certificate), file(key))).isInstanceOfSatisfying(Reading.Usable.class, usable -> {
            assertThat(usable.key().getAlgorithm()).isEqualTo(algorithm);
            assertThat(usable.chain()).hasSize(1);
        });
    }

    @Test
    void a_chain_keeps_its_order_and_what_stands_around_is_passed_over() {
        Octets chain = Octets.concat(Octets.utf8("Bag Attributes: none\n"), file("ec.cert.pem"), file("rsa.cert.pem"));
        Octets key = Octets.concat(file("ec.cert.pem"), file("ec.pkcs8.pem"));
        assertThat(PemIdentity.read(chain, Secret.of(key))).isInstanceOfSatisfying(Reading.Usable.class, usable ->
                assertThat(usable.chain()).extracting(c -> c.getSubjectX500Principal().getName()).containsExactly("CN=ec", "CN=rsa"));
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        assertThat(why(file("rsa.cert.pem"), file("ec.pkcs8.pem"))).isEqualTo("the private key is not that of the first certificate");
        assertThat(why(Octets.concat(file("rsa.cert.pem"), file("ec.cert.pem")), file("ec.pkcs8.pem"))).contains("first certificate");
    }

    @Test
    void what_cannot_be_used_is_told_in_a_line_without_the_key() {
        assertThat(why(file("ec.cert.pem"), file("ec.encrypted.pem"))).isEqualTo("no private key that can be read: it is encrypted");
        assertThat(why(file("ec.cert.pem"), file("ec.cert.pem"))).isEqualTo("no private key that can be read: no PRIVATE KEY in it");
        assertThat(why(file("ec.cert.pem"), Octets.EMPTY)).contains("no PRIVATE KEY in it");
        assertThat(why(Octets.EMPTY, file("ec.pkcs8.pem"))).contains("no certificate");
        assertThat(why(Octets.utf8("nothing of the kind"), file("ec.pkcs8.pem"))).contains("no certificate");
    }

    @Test
    void damaged_files_are_refused_in_good_order() {
        Random random = new Random(7);
        for (String key : new String[] {"ec.pkcs8.pem", "ec.sec1.pem", "rsa.pkcs1.pem", "ed.pkcs8.pem"}) {
            for (int i = 0; i < 200; i++) {
                assertThat(read(file(key.split("\\.")[0] + ".cert.pem"), damaged(file(key), random))).isNotNull();
                assertThat(read(damaged(file(key.split("\\.")[0] + ".cert.pem"), random), file(key))).isNotNull();
            }
        }
    }

    private static Octets damaged(Octets sound, Random random) {
        byte[] octets = sound.toArray();
        for (int i = 0; i < 3; i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(128);
        }
        return Octets.of(octets, 0, octets.length - random.nextInt(octets.length / 2));
    }

    private static Reading read(Octets certificates, Octets key) {
        return PemIdentity.read(certificates, Secret.of(key));
    }

    private static String why(Octets certificates, Octets key) {
        return read(certificates, key) instanceof Reading.Unusable(String why) ? why : "usable";
    }

    private static Octets file(String name) {
        try (InputStream in = PemIdentityTest.class.getResourceAsStream("/tls/" + name)) {
            return Octets.of(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
