package dev.dnsmesh.domain.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import org.junit.jupiter.api.Test;

/** The worked example of records.md 3.2. */
class RelativeNameTest {
    private static final UserId BOB = UserId.of(
            X25519PublicKey.fromHex("fd8c4f776f4ef8cb039f9dd7acac98d89d8337a05cffe76a3488d13197035520").orElseThrow());
    private static final Ed25519PublicKey ALICE =
            Ed25519PublicKey.fromHex("b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80").orElseThrow();
    private static final MessageId MESSAGE = MessageId.fromHex("00112233445566778899AABBCCDDEEFF").orElseThrow();
    private static final OwnerName ZONE = new OwnerName("mesh.test");

    @Test
    void a_manifest_and_its_claim_lie_in_the_slot_the_message_id_chooses() {
        assertThat(BOB.hex()).isEqualTo("4b1382c0eb90dcd06cc58aca779626ec3056268bc4211a38b467dc87fd35d739");
        SlotNumber slot = SlotNumber.chosenFor(MESSAGE);
        assertThat(slot.value()).isEqualTo(7);
        assertThat(RelativeName.slot(slot, MailboxHash.of(BOB)).under(ZONE))
                .contains(new OwnerName("slot-7.mb-1137528cad4f.mesh.test"));
        assertThat(RelativeName.claim(slot, MailboxHash.of(BOB)).under(ZONE))
                .contains(new OwnerName("claim-7.mb-1137528cad4f.mesh.test"));
    }

    @Test
    void the_slot_is_chosen_by_the_id_read_as_unsigned() {
        assertThat(SlotNumber.chosenFor(MessageId.fromHex("ffffffff000000000000000000000000").orElseThrow()))
                .isEqualTo(new SlotNumber(5));
    }

    @Test
    void chunks_carry_their_index_and_the_key_of_the_message() {
        MessageKey key = MessageKey.of(MESSAGE, BOB, ALICE);
        assertThat(RelativeName.chunk(5, key).under(ZONE)).contains(new OwnerName("chunk-0005-60b3bb4aec8c.mesh.test"));
        assertThat(RelativeName.chunk(10_000, key).before("H.")).isEqualTo("chunk-10000-60b3bb4aec8c.H.");
    }

    @Test
    void user_names_are_hashed_as_written() {
        assertThat(RelativeName.identityOf("alice").before("mesh.test")).isEqualTo("id-2bd806c97f0e00af.mesh.test");
        assertThat(RelativeName.identityOf("Alice").before("mesh.test")).isEqualTo("id-3bc51062973c458d.mesh.test");
        assertThat(RelativeName.prekeysOf("alice").before("mesh.test")).isEqualTo("prekeys.id-2bd806c97f0e.mesh.test");
        assertThat(RelativeName.rotationOf("alice").before("mesh.test"))
                .isEqualTo("rotate.id-2bd806c97f0e00af.mesh.test");
    }

    @Test
    void a_zone_that_leaves_no_room_gives_no_name() {
        OwnerName longZone = new OwnerName("a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "."
                + "d".repeat(61));
        assertThat(longZone.text()).hasSize(253);
        assertThat(RelativeName.HEARTBEAT.under(longZone)).isEmpty();
    }

    @Test
    void a_random_id_is_a_version_4_uuid() {
        byte[] ones = new byte[16];
        java.util.Arrays.fill(ones, (byte) 0xff);
        assertThat(MessageId.ofRandom(Octets.of(ones)).hex()).isEqualTo("ffffffffffff4fffbfffffffffffffff");
        assertThat(MessageId.ofRandom(Octets.of(new byte[16])).hex()).isEqualTo("00000000000040008000000000000000");
    }

    @Test
    void lengths_are_checked_once() {
        assertThat(UserId.fromHex("00")).isEmpty();
        assertThat(MessageId.fromHex("zz".repeat(16))).isEmpty();
        assertThat(SlotNumber.of(10)).isEmpty();
        assertThatThrownBy(() -> new MailboxHash("1137528CAD4F")).isInstanceOf(IllegalArgumentException.class);
    }
}
