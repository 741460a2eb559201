package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.name.OwnerName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownOwnerTest {
    @ParameterizedTest
    @CsvSource({"hello.mesh.example,hello.mesh.example", "id-0123456789abcdef.mesh.example,id-0123456789abcdef.mesh.example",
        "slot-3.mb-0123456789ab.mesh.example,slot-*.mb-*.mesh.example", "chunk-0001-0123456789ab.mesh.example,chunk-*.mesh.example",
        "claim-0.mb-0123456789ab.mesh.example,claim-*.mb-*.mesh.example", "x.mb-0123456789ab.mesh.example,x.mb-*.mesh.example",
        "xmb-01.mesh.example,xmb-01.mesh.example"})
    void of_shared_names_only_the_kind_is_shown(String owner, String shown) {
        assertThat(ShownOwner.of(new OwnerName(owner))).isEqualTo(shown);
    }
}
