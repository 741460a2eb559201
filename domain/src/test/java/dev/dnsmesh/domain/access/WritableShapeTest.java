package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example of dns.md 8.3, and what its key may write by 10.16. */
class WritableShapeTest {
    private static final OwnerName ZONE = new OwnerName("mesh.example.com");
    private static final Subject ALICE = new Subject("alice@example.com");
    private static final Ed25519PublicKey SPK = Ed25519PublicKey.fromHex(
            "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8").orElseThrow();
    private static final X25519PublicKey X25519 = X25519PublicKey.fromHex(
            "358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254").orElseThrow();

    @Test
    void the_worked_example_gives_its_name_and_suffixes() {
        assertThat(KeyScope.keyName(ALICE, SPK, ZONE).map(TsigKeyName::text))
                .contains("alice-03a107bf-ff8d98.mesh.example.com.");
        assertThat(KeyScope.suffixes(ALICE, SPK, ZONE, Optional.of(X25519), ScopeMode.DEFAULT))
                .extracting(ScopeSuffix::text).containsExactly(
                        "_dnsmesh-claim-*.mesh.example.com", "_dnsmesh-claim-03a107bff3ce10be.mesh.example.com",
                        "chunk-*-*.mesh.example.com", "claim-*.mb-*.mesh.example.com",
                        "id-2bd806c97f0e.mesh.example.com", "id-2bd806c97f0e00af.mesh.example.com",
                        "mb-858a3d48ace7.mesh.example.com", "slot-*.mb-*.mesh.example.com");
        assertThat(KeyScope.suffixes(ALICE, SPK, ZONE, Optional.of(X25519), ScopeMode.LOOSE))
                .containsExactly(new ScopeSuffix("mesh.example.com"));
        assertThat(KeyScope.mailbox(X25519, ZONE)).isEqualTo(new ScopeSuffix("mb-858a3d48ace7.mesh.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
            "id-2bd806c97f0e00af, v=dmp1;t=identity;d=A, true",
            "rotate.id-2bd806c97f0e00af, v=dmp1;t=rotation;d=A, true",
            "rotate.id-2bd806c97f0e00af, v=dmp1;t=revocation;d=A, true",
            "prekeys.id-2bd806c97f0e, v=dmp1;t=prekey;d=A, true",
            "slot-7.mb-0123456789ab, v=dmp1;t=manifest;d=A, false",
            "slot-7.mb-858a3d48ace7, v=dmp1;t=manifest;d=A, true",
            "chunk-0001-0123456789ab, v=dmp1;t=chunk;d=A, false",
            "chunk-123456-0123456789ab, v=dmp1;t=chunk;d=A, false",
            "claim-0.mb-0123456789ab, v=dmp1;t=claim;d=A, false",
            "claim-0.mb-858a3d48ace7, v=dmp1;t=claim;d=A, true",
            "_dnsmesh-claim-03a107bff3ce10be, v=dmp1;t=heartbeat;d=A, true",
            "_dnsmesh-claim-0000000000000000, v=dmp1;, false"})
    void a_registered_key_adds_its_shapes_and_deletes_its_own(String labels, String value, boolean deletes) {
        OwnerName owner = ZONE.child(labels).orElseThrow();
        assertThat(registered(true).mayAdd(owner, TxtValue.of(value), ZONE)).isTrue();
        assertThat(registered(true).mayAdd(owner, TxtValue.of("v=spf1 -all"), ZONE)).isFalse();
        assertThat(registered(true).mayDelete(owner, ZONE)).isEqualTo(deletes);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "_acme-challenge.chunk-1-2", "chunk--", "chunk-123-0123456789ab", "chunk-1234567-0123456789ab", "slot-.mb-",
            "slot-10.mb-0123456789ab", "x.slot-1.mb-0123456789ab", "x.id-2bd806c97f0e00af", "id-2bd806c97f0e",
            "mb-858a3d48ace7", "_dnsmesh-claim-", "prekeys.id-2bd806c97f0e00af", "rotate.rotate.id-2bd806c97f0e00af"})
    void nothing_else_is_writable_although_a_suffix_covers_it(String labels) {
        OwnerName owner = ZONE.child(labels).orElseThrow();
        assertThat(registered(false).mayAdd(owner, TxtValue.of("v=dmp1;t=identity;"), ZONE)).isTrue();
        assertThat(registered(true).mayAdd(owner, TxtValue.of("v=dmp1;t=identity;"), ZONE)).isFalse();
        assertThat(registered(true).mayAdd(owner, TxtValue.of("v=dmp1;t=chunk;"), ZONE)).isFalse();
        assertThat(registered(true).mayDelete(owner, ZONE)).isFalse();
    }

    @Test
    void what_no_suffix_covers_is_refused_whatever_its_shape() {
        OwnerName foreign = ZONE.child("id-0000000000000000").orElseThrow();
        assertThat(registered(true).mayAdd(foreign, TxtValue.of("v=dmp1;t=identity;d=A"), ZONE)).isFalse();
        assertThat(registered(true).mayDelete(foreign, ZONE)).isFalse();
    }

    private static TsigKey registered(boolean shaped) {
        return new TsigKey(KeyScope.keyName(ALICE, SPK, ZONE).orElseThrow(), TsigAlgorithm.HMAC_SHA256,
                Secret.of(Octets.of(new byte[32])),
                KeyScope.suffixes(ALICE, SPK, ZONE, Optional.of(X25519), ScopeMode.DEFAULT), Instant.EPOCH,
                Optional.empty(), Optional.empty(), Optional.of(ALICE), Optional.of(SPK), Optional.of(X25519), shaped);
    }
}
