package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.name.OwnerName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownOwnerTest {
    @ParameterizedTest
    @CsvSource({"slot-7.mb-0123456789ab.mesh.example, slot-*.mb-*.mesh.example", "chunk-0001-0123456789ab.mesh.example, chunk-*.mesh.example",
        "claim-3.mb-0123456789ab.mesh.example, claim-*.mb-*.mesh.example", "a.slot-1.mesh.example, a.slot-*.mesh.example",
        "mb-.mesh.example, mb-*.mesh.example", "id-0123456789abcdef.mesh.example, id-0123456789abcdef.mesh.example",
        "myslot-1.xmb-2.mesh.example, myslot-1.xmb-2.mesh.example", "mesh.mb-1, mesh.mb-*", "slot-1, slot-*"})
    void of_the_pools_names_only_the_kind_is_shown(String owner, String shown) {
        assertThat(ShownOwner.of(OwnerName.parse(owner).orElseThrow())).isEqualTo(shown);
    }
}
