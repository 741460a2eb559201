package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.ChallengeSeal;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The values of registration.md 3.3, and the layouts of W11 and W14 octet by octet. */
class RegistrationExampleTest {
    private static final Subject ALICE = new Subject("alice@example.com");
    private static final Challenge CHALLENGE = Challenge.fromHex("00".repeat(31) + "ff").orElseThrow();
    private static final String SUBJECT_HEX = "616c696365406578616d706c652e636f6d";
    private static final String NODE_HEX = "6e6f64652e6578616d706c652e636f6d";

    @Test
    void the_first_version_is_what_clients_in_use_sign() {
        Octets text = RegistrationText.version1(CHALLENGE, ALICE, "node.example.com");
        assertThat(text.hex()).isEqualTo(CHALLENGE.hex() + SUBJECT_HEX + NODE_HEX + "01");
        Signer signer = new Ed25519SigningKeys().signer(Ed25519Seed.parse(counting(0)).orElseThrow());
        assertThat(signer.publicKey().hex()).isEqualTo("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
        assertThat(signer.sign(text).octets().hex()).isEqualTo(
                "014596bc5e85b062e16ff7451c34c3711dc1cf7d4f57fd0d897645f9498cab31"
                        + "9ea9b763f89b8937089f7805057bd4c330e562b6b864d1a697eb0c2af488a005");
    }

    @Test
    void the_second_version_counts_its_parts() {
        assertThat(RegistrationText.version2(CHALLENGE, ALICE, "node.example.com", Purpose.TSIG).hex()).isEqualTo(
                "444d502d5245472d3200" + "0020" + CHALLENGE.hex() + "0011" + SUBJECT_HEX + "0010" + NODE_HEX
                        + "0004" + "74736967");
        assertThat(RegistrationText.version2(CHALLENGE, ALICE, "node.example.com", Purpose.TOKEN).hex())
                .endsWith("0005" + "746f6b656e");
    }

    @Test
    void both_sides_come_to_the_same_proof() {
        PossessionProof proof = new PossessionProof(new X25519KeyAgreement(), new HmacSha256());
        X25519PrivateKey client = X25519PrivateKey.fromHex(counting(0x20)).orElseThrow();
        X25519PrivateKey server = X25519PrivateKey.fromHex(counting(0x40)).orElseThrow();
        X25519PublicKey serverKey = new X25519KeyAgreement().publicKey(server);
        X25519PublicKey clientKey = new X25519KeyAgreement().publicKey(client);
        assertThat(serverKey.hex()).isEqualTo("79a631eede1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51a");
        Octets made = proof.prove(client, serverKey, CHALLENGE, ALICE).orElseThrow();
        assertThat(made.hex()).isEqualTo("cac3856b4617cced859758149fbef3b7aa0108f5577632fce5aa184225c535c3");
        assertThat(proof.holds(made, server, clientKey, CHALLENGE, ALICE)).isTrue();
        assertThat(proof.holds(made, server, clientKey, CHALLENGE, new Subject("bob@example.com"))).isFalse();
        X25519PublicKey smallOrder = X25519PublicKey.fromHex("00".repeat(32)).orElseThrow();
        assertThat(proof.holds(made, server, smallOrder, CHALLENGE, ALICE)).isFalse();
    }

    @Test
    void a_challenge_is_its_end_chance_and_a_code_over_both_and_the_node() {
        HmacSha256 code = new HmacSha256();
        Secret secret = Secret.of(Octets.fromHex(counting(0)).orElseThrow());
        ChallengeSeal seal = new ChallengeSeal(secret, code);
        Octets random = Octets.fromHex("a0a1a2a3a4a5a6a7a8a9aaab").orElseThrow();
        Challenge challenge = seal.issue(random, "node.example.com", Instant.ofEpochSecond(0xf0000000L));
        String head = "f000003c" + "a0a1a2a3a4a5a6a7a8a9aaab";
        Octets tag = code.of(secret, Octets.utf8("dmp-reg-1"), Octets.fromHex(head).orElseThrow(),
                Octets.utf8("node.example.com"));
        assertThat(challenge.hex()).isEqualTo(head + tag.slice(0, 16).hex());
        assertThat(seal.expiresAt(challenge)).isEqualTo(Instant.ofEpochSecond(0xf000003cL));
        assertThat(seal.isGenuine(challenge, "node.example.com")).isTrue();
        assertThat(seal.isGenuine(challenge, "other.example.com")).isFalse();
        assertThat(new X25519KeyAgreement().publicKey(seal.ephemeral(challenge))).isEqualTo(new X25519KeyAgreement()
                .publicKey(new X25519PrivateKey(Secret.of(code.of(secret, Octets.utf8("dmp-pop-1"), challenge.octets())))));
    }

    private static String counting(int from) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            hex.append(String.format("%02x", from + i));
        }
        return hex.toString();
    }
}
