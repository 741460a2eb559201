package dev.dnsmesh.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.AnswerQuery.Verdict;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.zone.ApexSettings;
import dev.dnsmesh.domain.zone.ZoneSettings;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnswerQueryUseCaseTest {
    private static final long NOW = 1_700_000_000L;
    private static final RrType HTTPS = new RrType(65);
    private static final List<RrType> DATA_TYPES = List.of(RrType.A, RrType.AAAA, RrType.NS, RrType.SOA, RrType.TXT, HTTPS);

    private final Map<String, List<String>> stored = new TreeMap<>(Map.of(
            "id-1.mesh.example", List.of("one", "two"),
            "claim-1.mb-a.mesh.example", List.of("claim"),
            "away.elsewhere.test", List.of("far")));
    private final Recorder answer = new Recorder();
    private boolean busy;
    private boolean strict;
    private Set<OwnerName> others = Set.of();
    private Optional<OwnerName> served = Optional.of(new OwnerName("mesh.example"));
    private ApexSettings apex = ApexSettings.UNSET;

    @Test
    void stored_values_are_handed_over() {
        assertThat(ask("id-1.mesh.example", RrType.TXT)).isEqualTo(Verdict.POSITIVE);
        assertThat(answer.values).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void every_other_type_at_a_stored_name_is_nodata() {
        assertThat(ask("id-1.mesh.example", RrType.A)).isEqualTo(Verdict.NODATA);
        assertThat(ask("id-1.mesh.example", RrType.NS)).isEqualTo(Verdict.NODATA);
        assertThat(ask("id-1.mesh.example", HTTPS)).isEqualTo(Verdict.NODATA);
        assertThat(answer.values).isEmpty();
    }

    @Test
    void an_empty_non_terminal_is_nodata_for_every_type() {
        DATA_TYPES.forEach(type -> assertThat(ask("mb-a.mesh.example", type)).as("%s", type).isEqualTo(Verdict.NODATA));
        assertThat(ask("mb-a.mesh.example", RrType.ANY)).isEqualTo(Verdict.NODATA);
    }

    @Test
    void an_absent_name_is_nxdomain_for_every_type() {
        DATA_TYPES.forEach(type -> assertThat(ask("x.mesh.example", type)).as("%s", type).isEqualTo(Verdict.NXDOMAIN));
        assertThat(ask("x.mesh.example", RrType.ANY)).isEqualTo(Verdict.NXDOMAIN);
        assertThat(ask("below.id-1.mesh.example", RrType.TXT)).isEqualTo(Verdict.NXDOMAIN);
    }

    @Test
    void the_apex_always_exists_and_has_soa_and_ns() {
        stored.clear();
        assertThat(ask("mesh.example", RrType.SOA)).isEqualTo(Verdict.POSITIVE);
        assertThat(ask("mesh.example", RrType.NS)).isEqualTo(Verdict.POSITIVE);
        assertThat(answer.types).containsExactly(RrType.SOA, RrType.NS);
        assertThat(ask("mesh.example", RrType.TXT)).isEqualTo(Verdict.NODATA);
        assertThat(ask("mesh.example", RrType.A)).isEqualTo(Verdict.NODATA);
        assertThat(ask("mesh.example", RrType.ANY)).isEqualTo(Verdict.MINIMAL_ANY);
    }

    @Test
    void apex_addresses_are_answered_when_configured() {
        Octets address = Octets.of((byte) 192, (byte) 0, (byte) 2, (byte) 7);
        apex = new ApexSettings(Optional.of(address), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(ask("mesh.example", RrType.A)).isEqualTo(Verdict.POSITIVE);
        assertThat(answer.rdata).containsExactly(address);
        assertThat(ask("mesh.example", RrType.AAAA)).isEqualTo(Verdict.NODATA);
        assertThat(ask("id-1.mesh.example", RrType.A)).isEqualTo(Verdict.NODATA);
    }

    @Test
    void any_at_a_name_with_data_is_minimal() {
        assertThat(ask("id-1.mesh.example", RrType.ANY)).isEqualTo(Verdict.MINIMAL_ANY);
        assertThat(answer.values).isEmpty();
    }

    @Test
    void outside_every_zone_is_refused() {
        DATA_TYPES.forEach(type -> assertThat(ask("www.other.test", type)).as("%s", type).isEqualTo(Verdict.REFUSED));
        assertThat(ask("www.other.test", RrType.ANY)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("example", RrType.TXT)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("elsewhere.test", RrType.TXT)).as("only above stored data").isEqualTo(Verdict.REFUSED);
    }

    @Test
    void exactly_a_stored_name_outside_is_answered_unless_zones_are_strict() {
        assertThat(ask("away.elsewhere.test", RrType.TXT)).isEqualTo(Verdict.POSITIVE);
        assertThat(answer.values).containsExactly("far");
        assertThat(ask("away.elsewhere.test", RrType.A)).isEqualTo(Verdict.NODATA);
        assertThat(ask("away.elsewhere.test", RrType.ANY)).isEqualTo(Verdict.MINIMAL_ANY);
        strict = true;
        assertThat(ask("away.elsewhere.test", RrType.TXT)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("away.elsewhere.test", RrType.A)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("id-1.mesh.example", RrType.TXT)).isEqualTo(Verdict.POSITIVE);
    }

    @Test
    void without_any_zone_nothing_is_refused() {
        served = Optional.empty();
        strict = true;
        assertThat(ask("away.elsewhere.test", RrType.TXT)).isEqualTo(Verdict.POSITIVE);
        assertThat(ask("elsewhere.test", RrType.A)).isEqualTo(Verdict.NODATA);
        assertThat(ask("nowhere.test", RrType.TXT)).isEqualTo(Verdict.NXDOMAIN);
    }

    @Test
    void a_name_above_another_query_zone_exists() {
        others = Set.of(new OwnerName("a.b.mesh.example"));
        assertThat(ask("b.mesh.example", RrType.TXT)).isEqualTo(Verdict.NODATA);
        assertThat(ask("b.mesh.example", RrType.A)).isEqualTo(Verdict.NODATA);
        assertThat(ask("c.mesh.example", RrType.A)).isEqualTo(Verdict.NXDOMAIN);
    }

    @Test
    void types_that_are_no_data_are_answered_by_type() {
        assertThat(ask("id-1.mesh.example", RrType.AXFR)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("id-1.mesh.example", RrType.IXFR)).isEqualTo(Verdict.REFUSED);
        assertThat(ask("id-1.mesh.example", RrType.MAILA)).isEqualTo(Verdict.NOTIMP);
        assertThat(ask("id-1.mesh.example", RrType.MAILB)).isEqualTo(Verdict.NOTIMP);
        assertThat(ask("id-1.mesh.example", RrType.OPT)).isEqualTo(Verdict.FORMERR);
        assertThat(ask("id-1.mesh.example", RrType.TSIG)).isEqualTo(Verdict.FORMERR);
        assertThat(ask("id-1.mesh.example", RrType.TKEY)).isEqualTo(Verdict.FORMERR);
    }

    @Test
    void what_is_not_at_hand_is_asked_for_again_where_blocking_is_allowed() {
        busy = true;
        assertThat(ask("id-1.mesh.example", RrType.TXT)).isEqualTo(Verdict.BUSY);
        assertThat(ask("id-1.mesh.example", RrType.A)).isEqualTo(Verdict.BUSY);
        assertThat(ask("mesh.example", RrType.SOA)).as("needs no storage").isEqualTo(Verdict.POSITIVE);
        assertThat(query(true, "id-1.mesh.example", RrType.TXT)).isEqualTo(Verdict.POSITIVE);
    }

    private Verdict ask(String name, RrType type) {
        return query(false, name, type);
    }

    private Verdict query(boolean mayBlock, String name, RrType type) {
        ZoneTable table = new ZoneTable(new ZoneSettings(served, others, apex, strict, 60, 60));
        try (AnswerQuery query = new AnswerQueryUseCase(() -> table, new MapReader())) {
            return query.answer(NameKey.of(new OwnerName(name)), type, NOW, mayBlock, answer);
        }
    }

    private final class MapReader implements RrsetReader {
        @Override
        public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
            return busy ? Found.BUSY : read(name, nowSeconds, visitor);
        }

        @Override
        public Found read(NameKey name, long nowSeconds, Visitor visitor) {
            String text = name.ownerName().text();
            List<String> values = stored.getOrDefault(text, List.of());
            values.forEach(v -> visitor.value(ByteBuffer.wrap(v.getBytes(StandardCharsets.US_ASCII)), 30));
            return !values.isEmpty() ? Found.VALUES
                    : stored.keySet().stream().anyMatch(k -> k.endsWith("." + text)) ? Found.ONLY_BELOW : Found.NOTHING;
        }

        @Override
        public void close() {
        }
    }

    private static final class Recorder implements AnswerQuery.Answer {
        private final List<String> values = new ArrayList<>();
        private final List<RrType> types = new ArrayList<>();
        private final List<Octets> rdata = new ArrayList<>();

        @Override
        public void txt(ByteBuffer value, long remainingSeconds) {
            values.add(StandardCharsets.US_ASCII.decode(value).toString());
        }

        @Override
        public void data(RrType type, ByteBuffer octets) {
            types.add(type);
            rdata.add(Octets.of(octets));
        }
    }
}
