package dev.dnsmesh.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteLabelTest {
    @ParameterizedTest
    @CsvSource({"/,landing", "/index.html,landing", "/?x,landing", "/health,health", "/stats,stats", "/metrics,metrics",
            "/v1/records/slot-1.mb-0123456789ab.mesh.example,records", "/v1/registration/confirm?x,registration",
            "/v1/sync/digest?cursor=1,sync", "/console,console", "/console/session,console", "/consoles,other", "/health/x,other",
            "/dns-query?dns=AAAA,doh", "http://node/health,other", "*,other"})
    void a_target_becomes_the_word_of_its_route(String target, String label) {
        assertThat(RouteLabel.of(target)).isEqualTo(label);
    }

    @Property
    void no_target_becomes_anything_else(@ForAll String target) {
        assertThat(RouteLabel.of(target)).isIn("landing", "health", "stats", "metrics", "doh", "records", "registration", "sync", "console",
                "other");
    }
}
