package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever octets an UPDATE is made of, it is answered, and a refusal leaves the store alone. */
final class ArbitraryUpdateTest {
    record Line(String owner, int rrClass, int type, long ttl, byte[] rdata) {
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void an_update_is_applied_or_changes_nothing(@ForAll("lines") List<Line> prerequisites, @ForAll("lines") List<Line> updates,
                                                 @ForAll boolean isSigned) {
        UpdateScene scene = new UpdateScene();
        scene.assertApplied(UpdateMessage.by(scene.signed()).add("a.mesh.example", "x"));
        List<StoredRecord> before = scene.rows();
        UpdateMessage message = isSigned ? UpdateMessage.by(scene.signed()) : UpdateMessage.unsigned();
        prerequisites.forEach(l -> message.require(l.owner(), l.rrClass(), new RrType(l.type()), l.ttl(), Octets.of(l.rdata())));
        updates.forEach(l -> message.update(l.owner(), l.rrClass(), new RrType(l.type()), l.ttl(), Octets.of(l.rdata())));
        Outcome outcome = scene.apply(message);
        if (outcome instanceof Outcome.Applied) {
            assertThat(isSigned).isTrue();
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Denied.class);
            assertThat(scene.rows()).isEqualTo(before);
        }
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<String> owners = Arbitraries.of("a.mesh.example", "mesh.example", "*.mesh.example",
                "claim-1.mb-0123456789ab.mesh.example", "other.test", "b.a.mesh.example");
        Arbitrary<Integer> classes = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(1, 254, 255)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
        Arbitrary<Integer> types = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.of(16, 16, 255, 1, 2, 6)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
        Arbitrary<Long> ttls = Arbitraries.of(0L, 0L, 60L, 0xffff_ffffL);
        Arbitrary<byte[]> rdata = Arbitraries.oneOf(Arbitraries.just(new byte[0]), Arbitraries.just(new byte[] {1, 'x'}),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40));
        return Combinators.combine(owners, classes, types, ttls, rdata).as(Line::new).list().ofMaxSize(3);
    }
}
