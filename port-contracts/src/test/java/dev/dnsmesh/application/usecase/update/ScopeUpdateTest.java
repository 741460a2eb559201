package dev.dnsmesh.application.usecase.update;

import static dev.dnsmesh.application.usecase.update.Claims.ALICE;
import static dev.dnsmesh.application.usecase.update.UpdateScene.NOON;

import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.Rcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** dns.md 5.4, 6 and 10.16, as a writer meets them. */
final class ScopeUpdateTest {
    private static final String ID16 = "id-2bd806c97f0e00af";
    private static final String ID12 = "id-2bd806c97f0e";

    private final UpdateScene scene = new UpdateScene();
    /** The default scope of dns.md 8.3. */
    private final TsigKey alice = scene.key("alice-03a107bf-ff8d98.mesh.example.", true, ID16 + ".mesh.example",
            ID12 + ".mesh.example", "_dnsmesh-claim-03a107bff3ce10be.mesh.example", "_dnsmesh-claim-*.mesh.example",
            "slot-*.mb-*.mesh.example", "chunk-*-*.mesh.example", "claim-*.mb-*.mesh.example",
            "mb-858a3d48ace7.mesh.example");

    private UpdateMessage byAlice() {
        return UpdateMessage.by(scene.signedBy(alice));
    }

    @ParameterizedTest
    @CsvSource({
            "id-2bd806c97f0e00af, v=dmp1;t=identity;d=AAAA",
            "rotate.id-2bd806c97f0e00af, v=dmp1;t=rotation;AAAA",
            "rotate.id-2bd806c97f0e00af, v=dmp1;t=revocation;AAAA",
            "prekeys.id-2bd806c97f0e, v=dmp1;t=prekey;d=AAAA",
            "slot-7.mb-0123456789ab, v=dmp1;t=manifest;d=AAAA",
            "chunk-0001-0123456789ab, v=dmp1;t=chunk;d=AAAA",
            "chunk-123456-0123456789ab, v=dmp1;t=chunk;d=AAAA",
            "_dnsmesh-claim-03a107bff3ce10be, v=dmp1;anything",
            "_dnsmesh-claim-0000000000000000, v=dmp1;anything"})
    void a_registered_key_adds_what_belongs_to_the_shape(String labels, String value) {
        scene.assertApplied(byAlice().add(labels + ".mesh.example", value));
        scene.assertRefused(byAlice().add(labels + ".mesh.example", "v=spf1 -all"), Rcode.REFUSED, "scope");
        scene.assertRefused(byAlice().add("x." + labels + ".mesh.example", value), Rcode.REFUSED, "scope");
        scene.assertRefused(byAlice().add(labels + ".x.mesh.example", value), Rcode.REFUSED, "scope");
    }

    @Test
    void a_registered_key_adds_valid_claims() {
        scene.assertApplied(byAlice().add(Claims.owner(3, ALICE), Claims.valid(3, 0, NOON)));
        scene.assertRefused(byAlice().add(Claims.owner(3, ALICE), "v=dmp1;t=claim;AAAA"), Rcode.REFUSED, "claim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_acme-challenge.chunk-1-2", "chunk--", "chunk-1-2", "chunk-001-0123456789ab",
            "chunk-1234567-0123456789ab", "slot-.mb-", "slot-10.mb-0123456789ab", "mb-858a3d48ace7",
            "slot-1.x.mb-0123456789ab", "id-0000000000000000", "prekeys.id-000000000000", "www", "_dnsmesh-claim-xyz",
            "id-2bd806c97f0e", "rotate.id-2bd806c97f0e", "prekeys.id-2bd806c97f0e00af"})
    void anything_else_is_out_of_scope(String labels) {
        scene.assertRefused(byAlice().add(labels + ".mesh.example", "v=dmp1;t=chunk;d=AAAA"), Rcode.REFUSED, "scope");
        scene.assertRefused(byAlice().add(labels + ".mesh.example", "v=dmp1;t=identity;d=AAAA"), Rcode.REFUSED, "scope");
    }

    @Test
    void the_apex_is_out_of_scope() {
        scene.assertRefused(byAlice().add("mesh.example", "v=dmp1;t=identity;d=AAAA"), Rcode.REFUSED, "scope");
    }

    @ParameterizedTest
    @CsvSource({
            "id-2bd806c97f0e00af, true", "rotate.id-2bd806c97f0e00af, true", "prekeys.id-2bd806c97f0e, true",
            "_dnsmesh-claim-03a107bff3ce10be, true", "slot-7.mb-858a3d48ace7, true", "claim-7.mb-858a3d48ace7, true",
            "_dnsmesh-claim-0000000000000000, false", "slot-7.mb-0123456789ab, false", "claim-7.mb-0123456789ab, false",
            "chunk-0001-0123456789ab, false", "mb-858a3d48ace7, false", "x.id-2bd806c97f0e00af, false"})
    void only_a_literal_suffix_deletes(String labels, boolean allowed) {
        String owner = labels + ".mesh.example";
        if (allowed) {
            scene.assertApplied(byAlice().deleteRrset(owner).delete(owner, "v=dmp1;x").deleteName(owner));
        } else {
            scene.assertRefused(byAlice().deleteRrset(owner), Rcode.REFUSED, "scope");
            scene.assertRefused(byAlice().delete(owner, "v=dmp1;x"), Rcode.REFUSED, "scope");
            scene.assertRefused(byAlice().deleteName(owner), Rcode.REFUSED, "scope");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "id-ab.mesh.example, rotate.id-ab, true", "id-ab.mesh.example, xid-ab, false",
            "slot-*.mb-*.mesh.example, slot-.mb-, true", "slot-*.mb-*.mesh.example, a.slot-1.mb-2, true",
            "slot-*.mb-*.mesh.example, slot-1.x.mb-2, false", "chunk-*-*.mesh.example, chunk--, true",
            "chunk-*-*.mesh.example, chunk-a-b-c, true", "chunk-*-*.mesh.example, chunk-1, false"})
    void a_key_of_the_operator_is_bound_by_its_suffixes_alone(String suffix, String labels, boolean allowed) {
        UpdateMessage message = UpdateMessage.by(scene.signedBy(scene.operatorKey(suffix)))
                .add(labels + ".mesh.example", "free text");
        if (allowed) {
            scene.assertApplied(message);
        } else {
            scene.assertRefused(message, Rcode.REFUSED, "scope");
        }
    }
}
