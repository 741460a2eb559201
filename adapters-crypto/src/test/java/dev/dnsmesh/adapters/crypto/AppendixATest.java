package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.bootstrap.Bootstrap;
import dev.dnsmesh.domain.record.bootstrap.BootstrapEntry;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked examples of records.md, appendix A. */
final class AppendixATest {
    private static final long T = 1_767_225_600L;
    private static final long YEAR = 31_536_000L;
    private static final JsonNode WIRES = wires();

    private final X25519PrivateKey alice = new Argon2idPassphraseDerivation().derive(
            Secret.of(Octets.utf8("correct horse battery staple")), new PassphraseSalt(counting(32)));
    private final X25519PrivateKey bob = privateKey("spec/bob");
    private final Signer aliceSigner = signer(alice);
    private final Signer bobSigner = signer(bob);
    private final Signer operator = new Ed25519SigningKeys().signer(new Ed25519Seed(hash("spec/operator")));
    private final KeySubject subject = new KeySubject(SubjectType.USER, "alice@mesh.test");

    @Test
    void keys_are_derived_as_in_a1() {
        assertThat(publicKey(alice).hex()).isEqualTo("55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877");
        assertThat(aliceSigner.publicKey().hex())
                .isEqualTo("b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80");
        assertThat(bobSigner.publicKey().hex())
                .isEqualTo("571005c88cd65efa202892d95e9fbe9caf2d0db84770edbab13adab35d6416b1");
        assertThat(operator.publicKey().hex())
                .isEqualTo("41327ddbb6387220f3173e93631c71fbfae68bbd58e98115e62b93781cfbf276");
    }

    @Test
    void identities_are_signed_as_in_a2() {
        assertThat(identity(MessageVersions.PLAIN)).isEqualTo(wire("identity"));
        assertThat(identity(MessageVersions.PLAIN_AND_ENVELOPE)).isEqualTo(wire("identity-envelope"));
    }

    @Test
    void user_records_are_signed_as_in_a2() {
        assertThat(new Prekey(new PrekeyId(0x01020304), publicKey(privateKey("spec/prekey")), at(86_400)).sign(bobSigner))
                .isEqualTo(wire("prekey"));
        assertThat(new Claim(MessageId.fromHex("00112233445566778899aabbccddeeff").orElseThrow(), aliceSigner.publicKey(),
                new MailboxDomain("mesh.test"), new SlotNumber(7), at(0), at(300)).sign(aliceSigner))
                .isEqualTo(wire("claim"));
        assertThat(new Rotation(subject, aliceSigner.publicKey(), bobSigner.publicKey(), new SequenceNumber(T * 1000),
                at(0), at(YEAR)).sign(aliceSigner, bobSigner)).isEqualTo(wire("rotation"));
        assertThat(new Revocation(subject, aliceSigner.publicKey(), RevocationReason.COMPROMISE, at(0)).sign(aliceSigner))
                .isEqualTo(wire("revocation"));
    }

    @Test
    void operator_records_are_signed_as_in_a2() {
        DomainName mesh = DomainName.parse("mesh.test.").orElseThrow();
        assertThat(new ClusterManifest(mesh, operator.publicKey(), new SequenceNumber(7), at(YEAR), List.of(
                ClusterNode.withDns("n01", "https://n1.mesh.test", "203.0.113.1:53").orElseThrow(),
                ClusterNode.withoutDns("n02", "https://n2.mesh.test:8053"))).sign(operator))
                .isEqualTo(wire("cluster"));
        assertThat(new Bootstrap(new DomainName("example.com"), operator.publicKey(), new SequenceNumber(3), at(YEAR), List.of(
                new BootstrapEntry(20, new DomainName("b.test"), new Ed25519PublicKey(Octets.fromHex("02".repeat(32)).orElseThrow())),
                new BootstrapEntry(10, mesh, operator.publicKey()))).sign(operator)).isEqualTo(wire("bootstrap"));
        assertThat(heartbeat("mesh.test").sign(operator)).isEqualTo(wire("heartbeat"));
    }

    @Test
    void the_heartbeat_without_a_zone_is_still_read() {
        assertThat(ParsedHeartbeat.parse(WIRES.get("heartbeat-without-zone").textValue())
                .flatMap(parsed -> parsed.verify(new Ed25519SignatureVerifier(), at(10).instant()))
                .map(Verified::record)).contains(heartbeat(""));
    }

    @Test
    void a_message_key_is_agreed_as_in_a3() {
        Secret shared = new X25519KeyAgreement()
                .sharedSecret(privateKey("spec/ephemeral"), publicKey(privateKey("spec/prekey"))).orElseThrow();
        assertThat(Octets.of(shared.reveal()).hex())
                .isEqualTo("d079b71ef874e9b90a73cf40c82da580f680bdd70d595925b70ce0f01ddca11a");
        Secret key = new HkdfSha256().derive(shared, Octets.utf8("DMP-v1"), Octets.utf8("DMP-Message-Encryption"), 32);
        assertThat(Octets.of(key.reveal()).hex())
                .isEqualTo("521b3df6aa1b17bc78b897808cbb2dc17dfb119af9dfde1b8bf02be69e2952f0");
    }

    @Test
    void a_registration_is_proved_as_in_a4() {
        Octets challenge = counting(32);
        Octets registrant = Octets.utf8("alice@mesh.test");
        assertThat(aliceSigner.sign(Octets.concat(challenge, registrant, Octets.utf8("node.mesh.test"), Octets.of((byte) 1)))
                .octets().hex()).isEqualTo("76ec382f1eb4ea5122d39dcd9a18fbedb2c04a5f58bc331b1e5ee3733898c916"
                        + "64408551f9b85eb3f8be910f6a4c1eed5464590ae41e0980bbf3df87d8db260c");
        Secret shared = new X25519KeyAgreement()
                .sharedSecret(alice, publicKey(privateKey("spec/server-eph"))).orElseThrow();
        Octets proof = new HmacSha256().of(shared, challenge, registrant, publicKey(alice).octets());
        assertThat(proof.hex()).isEqualTo("3e939281ea3ed0123c5b3ff796f98e52a65b531bd0b5c061d0047a652f21efab");
        assertThat(new HmacSha256().matches(proof, shared, challenge, registrant, publicKey(alice).octets())).isTrue();
        assertThat(new HmacSha256().matches(proof, shared, challenge, registrant, publicKey(bob).octets())).isFalse();
    }

    private Signing identity(MessageVersions versions) {
        return new Identity("alice", publicKey(alice), aliceSigner.publicKey(), at(0), versions).sign(aliceSigner);
    }

    private Heartbeat heartbeat(String zone) {
        return new Heartbeat(new PublicEndpoint("https://n1.mesh.test"), operator.publicKey(), "0.7.5",
                Heartbeat.CLAIM_PROVIDER, zone, at(0), at(86_400));
    }

    private static UnixTime at(long secondsAfterT) {
        return new UnixTime(T + secondsAfterT);
    }

    private static X25519PublicKey publicKey(X25519PrivateKey key) {
        return new X25519KeyAgreement().publicKey(key);
    }

    private static Signer signer(X25519PrivateKey key) {
        return new Ed25519SigningKeys().signer(key.ed25519Seed());
    }

    private static X25519PrivateKey privateKey(String text) {
        return new X25519PrivateKey(hash(text));
    }

    private static Secret hash(String text) {
        return Secret.of(Sha256.of(Octets.utf8(text)));
    }

    private static Octets counting(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) i;
        }
        return Octets.of(octets);
    }

    private static Signing wire(String name) {
        return new Signing.Signed(WIRES.get(name).textValue());
    }

    private static JsonNode wires() {
        try (InputStream in = AppendixATest.class.getResourceAsStream("/vectors/appendix-a.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new ExceptionInInitializerError(unreadable);
        }
    }
}
