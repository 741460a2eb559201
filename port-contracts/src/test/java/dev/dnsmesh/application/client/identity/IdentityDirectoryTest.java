package dev.dnsmesh.application.client.identity;

import static dev.dnsmesh.application.client.fakes.ClientWorld.NOON;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityDirectoryTest {
    private static final OwnerName ZONE = new OwnerName("b.example");
    private static final OwnerName ANCHORED = new OwnerName("dmp.b.example");
    private static final OwnerName HASHED = RelativeName.identityOf("bob").under(ZONE).orElseThrow();
    private static final OwnerName ROTATIONS = RelativeName.rotationOf("bob").under(ZONE).orElseThrow();
    private static final KeySubject BOB = KeySubject.of(SubjectType.USER, "bob@b.example").orElseThrow();

    private final ClientWorld world = ClientWorld.ofAlice();
    private final UnlockedIdentity bob = world.identity("bob's");
    private final UnlockedIdentity other = world.identity("another bob's");

    private static String record(UnlockedIdentity keys, String username, long secondsAgo, MessageVersions versions) {
        return new Identity(username, keys.encryptionKey(), keys.signingKey(), UnixTime.of(NOON.minusSeconds(secondsAgo)), versions)
                .sign(keys.signer()).signed().orElseThrow();
    }

    private static String record(UnlockedIdentity keys, long secondsAgo) {
        return record(keys, "bob", secondsAgo, MessageVersions.PLAIN);
    }

    private Identity fetched() {
        return done(world.directory().fetch("bob@b.example", "mesh.local", Optional.empty())).identity();
    }

    private ClientErrorCode refused() {
        return failure(world.directory().fetch("bob@b.example", "mesh.local", Optional.empty())).code();
    }

    private String rotation() {
        return new Rotation(BOB, bob.signingKey(), other.signingKey(), new SequenceNumber(1), UnixTime.of(NOON),
                UnixTime.of(NOON).plus(Duration.ofDays(365))).sign(bob.signer(), other.signer()).signed().orElseThrow();
    }

    private String revocation() {
        return new Revocation(BOB, bob.signingKey(), RevocationReason.COMPROMISE, UnixTime.of(NOON))
                .sign(bob.signer()).signed().orElseThrow();
    }

    @Test
    void an_address_is_found_at_its_host_first_and_then_under_its_hash() {
        world.dns.with(HASHED, record(bob, 0));
        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());

        world.dns.with(ANCHORED, record(other, 0));
        assertThat(fetched().fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void a_bare_name_is_found_under_its_hash_in_the_given_zone_alone() {
        world.dns.with(HASHED, record(bob, 0));

        var found = done(world.directory().fetch("bob", "b.example", Optional.empty()));

        assertThat(found.address()).isEmpty();
        assertThat(world.dns.asked()).doesNotContain(ANCHORED, new OwnerName("rotate.dmp.b.example"));
    }

    /** Defect 2 of client.md 18. */
    @Test
    void publishing_twice_is_not_ambiguous_and_the_newest_counts() {
        world.dns.with(HASHED, record(bob, 3600)).with(HASHED, record(bob, 10)).with(HASHED, record(bob, 1800));

        assertThat(fetched().issuedAt()).isEqualTo(UnixTime.of(NOON.minusSeconds(10)));
    }

    /** Defect 3 of client.md 18. */
    @Test
    void versions_are_those_of_the_newest_record() {
        world.dns.with(HASHED, record(bob, 3600)).with(HASHED, record(bob, "bob", 10, MessageVersions.PLAIN_AND_ENVELOPE));

        var found = world.directory().lookup(CanonicalAddress.of("bob@b.example").orElseThrow(),
                identity -> identity.signingKey().equals(bob.signingKey()), List.of());

        assertThat(found.orElseThrow().versions()).isEqualTo(MessageVersions.PLAIN_AND_ENVELOPE);
    }

    /** Defect 7 of client.md 18. */
    @Test
    void a_foreign_text_at_the_anchor_does_not_hide_the_hashed_name() {
        world.dns.with(ANCHORED, "google-site-verification=x").with(HASHED, record(bob, 0));

        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());
    }

    /** Defect 11 of client.md 18. */
    @Test
    void a_value_that_is_not_utf8_is_skipped() {
        world.dns.with(HASHED, new TxtValue(Octets.of((byte) 0xff, (byte) 0xfe))).with(HASHED, record(bob, 0));

        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());
    }

    @Test
    void two_key_pairs_are_ambiguous_until_a_fingerprint_is_named() {
        world.dns.with(HASHED, record(bob, 10)).with(HASHED, record(other, 0));

        var failure = failure(world.directory().fetch("bob@b.example", "mesh.local", Optional.empty()));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.AMBIGUOUS);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(failure.detail().get("candidates").toString()).contains(bob.fingerprint()).contains(other.fingerprint());

        var accepted = world.directory().fetch("bob@b.example", "mesh.local", Optional.of(bob.fingerprint().toUpperCase()));
        assertThat(done(accepted).identity().fingerprint()).isEqualTo(bob.fingerprint());
    }

    @Test
    void a_fingerprint_that_no_identity_has_accepts_none() {
        world.dns.with(HASHED, record(bob, 10));

        assertThat(failure(world.directory().fetch("bob@b.example", "mesh.local", Optional.of(other.fingerprint()))).code())
                .isEqualTo(ClientErrorCode.AMBIGUOUS);
    }

    @Test
    void the_successor_of_a_rotation_is_the_one_that_counts() {
        world.dns.with(HASHED, record(bob, 10)).with(HASHED, record(other, 0)).with(ROTATIONS, rotation());

        assertThat(fetched().fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void a_superseded_identity_stays_where_it_is_the_only_one() {
        world.dns.with(HASHED, record(bob, 10)).with(ROTATIONS, rotation());

        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());
    }

    @Test
    void a_revoked_identity_is_never_returned() {
        world.dns.with(HASHED, record(bob, 10)).with(ROTATIONS, revocation());
        assertThat(refused()).isEqualTo(ClientErrorCode.REVOKED);

        world.dns.with(HASHED, record(other, 0));
        assertThat(fetched().fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void a_rotation_about_somebody_else_counts_for_nothing() {
        var mallory = KeySubject.of(SubjectType.USER, "mallory@b.example").orElseThrow();
        world.dns.with(HASHED, record(bob, 10)).with(ROTATIONS, new Revocation(mallory, bob.signingKey(),
                RevocationReason.COMPROMISE, UnixTime.of(NOON)).sign(bob.signer()).signed().orElseThrow());

        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());
    }

    @Test
    void absent_unverifiable_and_unreachable_never_look_alike() {
        assertThat(refused()).isEqualTo(ClientErrorCode.NOT_FOUND);
        world.dns.with(HASHED, record(bob, 0).replace("d=", "d=AAAA"));
        assertThat(refused()).isEqualTo(ClientErrorCode.NOT_VERIFIED);
        world.dns.unreachable(ANCHORED);
        assertThat(refused()).isEqualTo(ClientErrorCode.UNREACHABLE);
    }

    @Test
    void a_revocation_that_cannot_be_looked_for_is_a_warning() {
        world.dns.with(HASHED, record(bob, 0)).unreachable(ROTATIONS);

        assertThat(fetched().fingerprint()).isEqualTo(bob.fingerprint());
        assertThat(world.warnings).singleElement().asString().contains("revoked").contains(ROTATIONS.text());
    }

    @Test
    void a_lookup_prefers_the_known_key_and_takes_any_spelling_of_the_user() {
        world.dns.with(ANCHORED, record(other, "BOB", 0, MessageVersions.PLAIN))
                .with(RelativeName.identityOf("Bob").under(ZONE).orElseThrow(), record(bob, "Bob", 0, MessageVersions.PLAIN));
        CanonicalAddress address = CanonicalAddress.of("bob@b.example").orElseThrow();

        assertThat(world.directory().lookup(address, i -> i.signingKey().equals(bob.signingKey()), List.of("Bob")))
                .hasValueSatisfying(i -> assertThat(i.fingerprint()).isEqualTo(bob.fingerprint()));
        assertThat(world.directory().lookup(address, _ -> false, List.of("Bob")))
                .hasValueSatisfying(i -> assertThat(i.username()).isEqualToIgnoringCase("bob"));
    }
}
