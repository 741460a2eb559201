package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ResolverProbe}: one question, and which of five answers it had. */
public interface ResolverProbeContract {
    OwnerName FULL = new OwnerName("full.mesh.test");
    OwnerName EMPTY = new OwnerName("empty.mesh.test");
    OwnerName ABSENT = new OwnerName("absent.mesh.test");
    OwnerName FOREIGN = new OwnerName("foreign.example");
    OwnerName BROKEN = new OwnerName("broken.mesh.test");
    OwnerName SILENT = new OwnerName("silent.mesh.test");
    Duration LIMIT = Duration.ofMillis(250);

    ResolverProbe newProbe();

    /** A resolver that behaves by name: {@link #FULL} has TXT, {@link #EMPTY} has none, {@link #FOREIGN} is REFUSED, {@link #BROKEN} is SERVFAIL. */
    String resolver();

    @Test
    default void records_no_data_and_no_such_name_are_told_apart() {
        assertThat(newProbe().ask(resolver(), FULL, LIMIT)).isEqualTo(new Answer.Records());
        assertThat(newProbe().ask(resolver(), EMPTY, LIMIT)).isEqualTo(new Answer.NoData());
        assertThat(newProbe().ask(resolver(), ABSENT, LIMIT)).isEqualTo(new Answer.NoSuchName());
    }

    @Test
    default void a_server_of_other_zones_is_told_from_one_that_fails() {
        assertThat(newProbe().ask(resolver(), FOREIGN, LIMIT)).isEqualTo(new Answer.Refused());
    }

    @Test
    default void a_failure_silence_and_what_is_no_resolver_are_told_in_one_line() {
        for (OwnerName name : List.of(BROKEN, SILENT)) {
            assertFailed(newProbe().ask(resolver(), name, LIMIT));
        }
        for (String entry : List.of("", "no resolver", "a\0b", "tls://", "https://")) {
            assertFailed(newProbe().ask(entry, FULL, LIMIT));
        }
    }

    private static void assertFailed(Answer answer) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.why()).isNotBlank().doesNotContain("\n"));
    }
}
