package dev.dnsmesh.domain.record.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.rotation.KeyChain.End;
import dev.dnsmesh.domain.record.rotation.KeyChain.Obstacle;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeyChainTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final KeySubject ALICE = new KeySubject(SubjectType.USER, "alice@mesh.test");

    @Test
    void the_head_of_an_unbroken_chain_is_the_present_key() {
        assertThat(chain(step(2, 3, 20), step(1, 2, 10)).walk(key(1))).isEqualTo(new End.Head(key(3)));
    }

    @Test
    void without_a_rotation_nothing_is_known() {
        assertThat(chain().walk(key(1))).isEqualTo(new End.Open(Obstacle.NO_ROTATION));
        assertThat(chain(step(2, 3, 20)).walk(key(1))).isEqualTo(new End.Open(Obstacle.NO_ROTATION));
    }

    @Test
    void a_revoked_start_is_told_from_every_other_end() {
        assertThat(chain(step(1, 2, 10), revoked(1)).walk(key(1))).isEqualTo(new End.StartRevoked());
        assertThat(chain(revoked(1)).walk(key(1))).isEqualTo(new End.StartRevoked());
        assertThat(chain(step(1, 2, 10), revoked(2)).walk(key(1))).isEqualTo(new End.Open(Obstacle.SUCCESSOR_REVOKED));
    }

    @Test
    void two_successors_end_the_walk_but_two_issues_of_one_do_not() {
        assertThat(chain(step(1, 2, 10), step(1, 3, 11)).walk(key(1))).isEqualTo(new End.Open(Obstacle.FORK));
        assertThat(chain(step(1, 2, 15), step(1, 2, 10), step(2, 3, 12)).walk(key(1))).isEqualTo(new End.Head(key(3)));
    }

    @Test
    void sequence_numbers_grow_unsigned_along_the_chain() {
        assertThat(chain(step(1, 2, 10), step(2, 3, 10)).walk(key(1)))
                .isEqualTo(new End.Open(Obstacle.SEQUENCE_NOT_GROWING));
        assertThat(chain(step(1, 2, Long.MAX_VALUE), step(2, 3, -1)).walk(key(1))).isEqualTo(new End.Head(key(3)));
        assertThat(chain(step(1, 2, -1), step(2, 3, 1)).walk(key(1)))
                .isEqualTo(new End.Open(Obstacle.SEQUENCE_NOT_GROWING));
    }

    @Test
    void a_loop_ends_the_walk() {
        assertThat(chain(step(1, 2, 10), step(2, 1, 20)).walk(key(1))).isEqualTo(new End.Open(Obstacle.LOOP));
    }

    @Test
    void four_hops_are_followed_and_a_fifth_is_not() {
        String[] four = {step(1, 2, 1), step(2, 3, 2), step(3, 4, 3), step(4, 5, 4)};
        assertThat(chain(four).walk(key(1))).isEqualTo(new End.Head(key(5)));
        String[] five = Stream.concat(Stream.of(four), Stream.of(step(5, 6, 5))).toArray(String[]::new);
        assertThat(chain(five).walk(key(1))).isEqualTo(new End.Open(Obstacle.TOO_LONG));
        assertThat(chain(five).walk(key(2))).isEqualTo(new End.Head(key(6)));
    }

    @Test
    void other_subjects_and_other_texts_are_left_out() {
        KeySubject bob = new KeySubject(SubjectType.USER, "bob@mesh.test");
        KeySubject cluster = new KeySubject(SubjectType.CLUSTER_OPERATOR, "mesh.test");
        assertThat(chain(step(bob, 1, 2, 10), step(cluster, 1, 2, 10), "v=spf1 -all", "").walk(key(1)))
                .isEqualTo(new End.Open(Obstacle.NO_ROTATION));
        KeySubject sameInOtherCase = new KeySubject(SubjectType.USER, "alice@MESH.test.");
        assertThat(chain(step(sameInOtherCase, 1, 2, 10)).walk(key(1))).isEqualTo(new End.Head(key(2)));
    }

    @Test
    void a_user_has_two_rotation_names_and_a_domain_one() {
        assertThat(ALICE.rotationNames()).extracting(Object::toString)
                .containsExactly("rotate.id-2bd806c97f0e00af.mesh.test", "rotate.dmp.mesh.test");
        assertThat(new KeySubject(SubjectType.CLUSTER_OPERATOR, "Mesh.test.").rotationNames()).extracting(Object::toString)
                .containsExactly("rotate.cluster.mesh.test");
        assertThat(new KeySubject(SubjectType.BOOTSTRAP_SIGNER, "example.com").rotationNames()).extracting(Object::toString)
                .containsExactly("rotate._dmp.example.com");
    }

    private static KeyChain chain(String... values) {
        return KeyChain.of(ALICE, List.of(values), (key, message, signature) -> signature.equals(sign(key, message)), NOON);
    }

    private static String step(int from, int to, long seq) {
        return step(ALICE, from, to, seq);
    }

    private static String step(KeySubject subject, int from, int to, long seq) {
        return new Rotation(subject, key(from), key(to), new SequenceNumber(seq), UnixTime.of(NOON),
                UnixTime.of(NOON.plusSeconds(60))).sign(signer(from), signer(to)).signed().orElseThrow();
    }

    private static String revoked(int number) {
        return new Revocation(ALICE, key(number), RevocationReason.COMPROMISE, UnixTime.of(NOON))
                .sign(signer(number)).signed().orElseThrow();
    }

    private static Ed25519PublicKey key(int number) {
        return new Ed25519PublicKey(Sha256.of(Octets.of((byte) number)));
    }

    /** Anybody can make these signatures; that they bind key and message is all that a chain needs. */
    private static Signature sign(Ed25519PublicKey key, Octets message) {
        Octets half = Sha256.of(key.octets(), message);
        return new Signature(Octets.concat(half, half));
    }

    private static Signer signer(int number) {
        return new Signer() {
            @Override
            public Ed25519PublicKey publicKey() {
                return key(number);
            }

            @Override
            public Signature sign(Octets message) {
                return KeyChainTest.sign(key(number), message);
            }
        };
    }
}
