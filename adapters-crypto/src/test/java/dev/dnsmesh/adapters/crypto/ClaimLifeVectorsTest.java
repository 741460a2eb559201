package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.ClaimLife;
import dev.dnsmesh.domain.record.claim.ParsedClaim;
import dev.dnsmesh.vectors.Vectors;
import dev.dnsmesh.vectors.Vectors.Case;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ClaimLifeVectorsTest {
    @TestFactory
    Stream<DynamicTest> claim_lifetime() {
        return Vectors.tests("claim_owner", c -> c.op().equals("claim_lifetime"), 11, ClaimLifeVectorsTest::admitted);
    }

    private static JsonNode admitted(Case c) {
        Instant now = RecordVectors.now(c);
        ClaimLife life = new ClaimLife(c.number("max_ttl"));
        return Vectors.valid(ParsedClaim.parse(c.text("wire"))
                .filter(claim -> life.admits(claim, now))
                .flatMap(claim -> claim.verify(RecordVectors.VERIFIER, now))
                .isPresent());
    }

    @Test
    void a_record_lives_no_longer_than_asked_than_the_claim_and_than_the_cap() {
        Case atCap = Vectors.cases("claim_owner").stream().filter(c -> c.id().equals("lifetime-at")).findFirst()
                .orElseThrow();
        Claim claim = ParsedClaim.parse(atCap.text("wire")).orElseThrow().claim();
        Instant now = RecordVectors.now(atCap);
        assertThat(new ClaimLife(86_400).stored(claim, new TimeToLive(60), now)).isEqualTo(new TimeToLive(60));
        assertThat(new ClaimLife(0).stored(claim, new TimeToLive(100_000), now)).isEqualTo(new TimeToLive(86_400));
        assertThat(new ClaimLife(500).stored(claim, new TimeToLive(100_000), now)).isEqualTo(new TimeToLive(500));
        assertThat(new ClaimLife(86_400).stored(claim, new TimeToLive(100_000), now.plusSeconds(86_399)))
                .isEqualTo(new TimeToLive(1));
    }
}
