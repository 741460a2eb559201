package dev.dnsmesh.domain.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimOwnerTest {
    @ParameterizedTest
    @ValueSource(strings = {"claim-0.mb-0123456789ab.example.org", "CLAIM-9.MB-abcdefabcdef.x"})
    void a_digit_and_a_mailbox_before_some_zone_make_a_claim_owner(String name) {
        assertThat(new OwnerName(name).isOfClaim()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim-0.mb-0123456789ab", "claim-00.mb-0123456789ab.x", "claim-a.mb-0123456789ab.x",
            "claim-0.mb-0123456789abc.x", "claim-0.mb-0123456789a.x", "claim-0.mb-0123456789ag.x", "x.claim-0.mb-0123456789ab.x",
            "slot-0.mb-0123456789ab.x", "claim-0-mb-0123456789ab.x", "x"})
    void anything_else_does_not(String name) {
        assertThat(new OwnerName(name).isOfClaim()).isFalse();
    }
}
