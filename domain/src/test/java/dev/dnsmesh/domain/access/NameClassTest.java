package dev.dnsmesh.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.NameClass.OwnerExclusive;
import dev.dnsmesh.domain.octets.Sha256;
import org.junit.jupiter.api.Test;

class NameClassTest {
    private static final Subject MARISOL = new Subject("marisol@harbor.test");

    @Test
    void the_owner_is_admitted_to_every_name_of_hers_and_nobody_else_is() {
        String hash16 = Sha256.hex(16, "marisol");
        for (String name : new String[] {"dmp.marisol.harbor.test", "rotate.dmp.marisol.harbor.test",
            "id-" + hash16 + ".harbor.test", "rotate.id-" + hash16 + ".harbor.test",
            "prekeys.id-" + hash16.substring(0, 12) + ".harbor.test"}) {
            assertThat(admits(name, MARISOL, "")).as(name).isTrue();
            assertThat(admits(name, new Subject("tove@harbor.test"), "")).as(name).isFalse();
            assertThat(admits(name, new Subject("marisol@northgate.test"), "")).as(name).isFalse();
        }
    }

    @Test
    void a_numbered_prekey_belongs_to_the_token_with_its_hash() {
        String name = "pk-7.0123456789ab.anywhere.test";
        assertThat(admits(name, MARISOL, "0123456789ab")).isTrue();
        assertThat(admits(name, MARISOL, "0123456789ac")).isFalse();
        assertThat(admits(name, MARISOL, "")).isFalse();
    }

    private static boolean admits(String name, Subject subject, String hash12) {
        return ((OwnerExclusive) NameClass.of(name)).admits(subject, hash12);
    }
}
