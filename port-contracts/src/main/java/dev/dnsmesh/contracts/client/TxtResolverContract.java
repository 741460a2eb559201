package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.contracts.Race;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link TxtResolver} (client.md 14): found, absent and out of reach are three things. */
public interface TxtResolverContract {
    /** A resolver and the DNS that it reads. */
    interface Harness extends AutoCloseable {
        TxtResolver resolver();

        void put(OwnerName name, TxtValue value);

        /** The name exists, without TXT; every other name that was not put does not exist. */
        void exists(OwnerName name);

        /** Of this name nothing is to be had: servers fail. */
        void breakDown(OwnerName name);

        @Override
        void close();
    }

    Harness newDns();

    @Test
    default void all_values_of_a_name_are_found_each_as_one_text() {
        try (Harness dns = newDns()) {
            List<TxtValue> values = IntStream.range(0, 20).mapToObj(number -> TxtValue.of(number + " " + "x".repeat(number * 60))).toList();
            values.forEach(value -> dns.put(name("a"), value));
            dns.put(name("b"), TxtValue.of(""));
            assertThat(dns.resolver().lookup(name("a"))).isInstanceOfSatisfying(Lookup.Found.class,
                    found -> assertThat(found.values()).containsExactlyInAnyOrderElementsOf(values));
            assertThat(dns.resolver().lookup(name("b"))).isEqualTo(new Lookup.Found(List.of(TxtValue.of(""))));
        }
    }

    @Test
    default void a_name_is_found_however_it_is_written() {
        try (Harness dns = newDns()) {
            dns.put(new OwnerName("alice.mesh.test"), TxtValue.of("v"));
            assertThat(dns.resolver().lookup(new OwnerName("ALICE.Mesh.test"))).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    default void no_such_name_and_a_name_without_txt_are_both_absent() {
        try (Harness dns = newDns()) {
            dns.exists(name("empty"));
            assertThat(dns.resolver().lookup(name("empty"))).isEqualTo(new Lookup.Absent());
            assertThat(dns.resolver().lookup(name("nowhere"))).isEqualTo(new Lookup.Absent());
        }
    }

    @Test
    default void what_cannot_be_reached_is_not_absent_and_does_not_stand_in_the_way_of_other_names() {
        try (Harness dns = newDns()) {
            dns.put(name("a"), TxtValue.of("v"));
            dns.breakDown(name("down"));
            assertThat(dns.resolver().lookup(name("down"))).isInstanceOfSatisfying(Lookup.Unreachable.class,
                    unreachable -> assertThat(unreachable.why()).isNotBlank().doesNotContain("\n"));
            assertThat(dns.resolver().lookup(name("a"))).isInstanceOf(Lookup.Found.class);
        }
    }

    @Test
    default void lookups_at_the_same_time_get_each_their_own_answer() {
        try (Harness dns = newDns()) {
            List<Callable<Lookup>> lookups = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                OwnerName name = name("n" + number);
                dns.put(name, TxtValue.of("value " + number));
                lookups.add(() -> dns.resolver().lookup(name));
            }
            assertThat(Race.run(lookups)).isEqualTo(IntStream.range(0, 8)
                    .<Lookup>mapToObj(number -> new Lookup.Found(List.of(TxtValue.of("value " + number)))).toList());
        }
    }

    private static OwnerName name(String label) {
        return new OwnerName(label + ".mesh.test");
    }
}
