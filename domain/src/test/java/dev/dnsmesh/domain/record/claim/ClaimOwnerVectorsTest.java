package dev.dnsmesh.domain.record.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lifetimes in the same file need signatures: adapters-crypto runs them. */
final class ClaimOwnerVectorsTest {
    private static final OwnerName ZONE = new OwnerName("mesh.example");

    @TestFactory
    Stream<DynamicTest> claim_owner() {
        return Vectors.tests("claim_owner", c -> c.op().equals("claim_owner"), 67, ClaimOwnerVectorsTest::parsed);
    }

    private static JsonNode parsed(Case c) {
        return ClaimOwner.parse(c.text("owner"), c.text("zone"))
                .map(owner -> Vectors.valid(true).put("hash12", owner.recipient().digits()))
                .orElse(Vectors.valid(false));
    }

    @Test
    void the_slot_is_the_digit_of_the_name() {
        for (int slot = 0; slot < 10; slot++) {
            OwnerName owner = new OwnerName("claim-" + slot + ".mb-0123456789ab.mesh.example");
            assertThat(ClaimOwner.of(owner, ZONE).orElseThrow().slot().value()).isEqualTo(slot);
            assertThat(ClaimOwner.resembles(owner, ZONE)).isTrue();
        }
    }

    @Test
    void a_slot_that_no_mailbox_has_only_resembles_one() {
        OwnerName owner = new OwnerName("claim-10.mb-0123456789ab.mesh.example");
        assertThat(ClaimOwner.of(owner, ZONE)).isEmpty();
        assertThat(ClaimOwner.resembles(owner, ZONE)).isTrue();
        assertThat(ClaimOwner.resembles(new OwnerName("claim-1.mb-0123456789ab.x.mesh.example"), ZONE)).isFalse();
        assertThat(ClaimOwner.resembles(new OwnerName("claim-x.mb-0123456789ab.mesh.example"), ZONE)).isFalse();
    }
}
