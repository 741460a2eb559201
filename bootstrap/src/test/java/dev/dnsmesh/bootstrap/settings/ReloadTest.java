package dev.dnsmesh.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadTest {
    private static final String[] START = {"DMP_OPERATOR_TOKEN", "t", "DMP_DOMAIN", "a.example", "DMP_DNS_EXTRA_ZONES", "x.example"};

    @Test
    void what_is_live_is_taken_over_and_what_is_not_is_named() {
        Reload reload = reload("DMP_DNS_RATE", "7", "DMP_LOG_LEVEL", "debug", "DMP_REGISTRATION_HOLD_DAYS", "1", "DMP_MAX_TTL", "60",
                "DMP_DNS_PORT", "1", "DMP_HTTP_TOKEN", "other", "DMP_SERVED_ZONE", "b.example");
        assertThat(reload.applied()).containsExactly("DMP_DNS_RATE", "DMP_LOG_LEVEL", "DMP_MAX_TTL", "DMP_REGISTRATION_HOLD_DAYS");
        assertThat(reload.needRestart()).containsExactly("DMP_DNS_PORT", "DMP_HTTP_TOKEN", "DMP_SERVED_ZONE");
        assertThat(reload.settings().dns().perClient()).isEqualTo(new Rate(7, 200));
        assertThat(reload.settings().dns().port()).isEqualTo(5353);
        assertThat(reload.settings().log().level()).isEqualTo(LogLevel.DEBUG);
        assertThat(reload.settings().registration().hold()).isEqualTo(Duration.ofDays(1));
        assertThat(reload.settings().update().maxTtl()).isEqualTo(60);
        assertThat(reload.settings().authority().zones().served()).contains(new OwnerName("a.example"));
    }

    @Test
    void further_zones_come_and_go_and_the_chain_stays() {
        List<String> changed = new ArrayList<>(List.of(START));
        changed.set(5, "y.example");
        changed.set(3, "c.example");
        Reload reload = Reload.of(start().settings(), start().effective(), Sources.environment(changed.toArray(String[]::new)));
        assertThat(reload.applied()).containsExactly("DMP_DNS_EXTRA_ZONES");
        assertThat(reload.needRestart()).containsExactly("DMP_DOMAIN");
        assertThat(reload.settings().authority().zones().others()).containsExactlyInAnyOrder(new OwnerName("a.example"), new OwnerName("y.example"));
    }

    @Test
    void the_same_settings_change_nothing() {
        Reload reload = reload();
        assertThat(reload.applied()).isEmpty();
        assertThat(reload.needRestart()).isEmpty();
        assertThat(reload.settings()).isEqualTo(start().settings());
    }

    private static NodeSettingsReading start() {
        return Sources.environment(START);
    }

    private static Reload reload(String... more) {
        List<String> all = new ArrayList<>(List.of(START));
        all.addAll(List.of(more));
        return Reload.of(start().settings(), start().effective(), Sources.environment(all.toArray(String[]::new)));
    }
}
