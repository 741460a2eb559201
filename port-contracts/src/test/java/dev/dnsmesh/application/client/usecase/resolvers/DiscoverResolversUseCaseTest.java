package dev.dnsmesh.application.client.usecase.resolvers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.DiscoverResolvers.Discovered;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoverResolversUseCaseTest {
    private static final List<String> CANDIDATES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4");
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ResolverProbe MIXED = (resolver, name, limit) -> switch (resolver) {
        case "127.0.0.1" -> new Answer.Records();
        case "127.0.0.2" -> new Answer.NoData();
        case "127.0.0.3" -> new Answer.NoSuchName();
        default -> new Answer.Failed("no answer over UDP");
    };

    private final ClientWorld world = ClientWorld.ofAlice();

    @Test
    void records_and_no_such_name_show_a_working_resolver_and_nothing_else_does() {
        Discovered found = ClientWorld.done(discovering(MIXED).discover(LIMIT, false));
        assertThat(found).isEqualTo(new Discovered(List.of("127.0.0.1", "127.0.0.3"), 4, false));
        assertThat(world.home.saves()).isZero();
    }

    @Test
    void saving_puts_the_working_ones_in_the_place_of_the_others() {
        ClientWorld.done(discovering(MIXED).discover(LIMIT, true));
        assertThat(world.settings().readers().dnsResolvers()).containsExactly("127.0.0.1", "127.0.0.3");
        assertThat(ClientWorld.done(new ListResolversUseCase(world.configuration()).resolvers())).containsExactly("127.0.0.1", "127.0.0.3");
    }

    @Test
    void none_that_works_is_a_failure_and_saves_nothing() {
        var failure = ClientWorld.failure(discovering((resolver, name, limit) -> new Answer.Failed("silence")).discover(LIMIT, true));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(world.home.saves()).isZero();
    }

    @Test
    void saving_without_a_configuration_fails_before_anybody_is_asked() {
        var empty = new ClientWorld();
        var failure = ClientWorld.failure(new DiscoverResolversUseCase(empty.configuration(), (resolver, name, limit) -> {
            throw new AssertionError("asked " + resolver);
        }, CANDIDATES, Progress.NONE).discover(LIMIT, true));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.NO_CONFIG);
        assertThat(ClientWorld.done(new DiscoverResolversUseCase(empty.configuration(), MIXED, CANDIDATES, Progress.NONE)
                .discover(LIMIT, false)).working()).hasSize(2);
    }

    private DiscoverResolversUseCase discovering(ResolverProbe probe) {
        return new DiscoverResolversUseCase(world.configuration(), probe, CANDIDATES, Progress.NONE);
    }
}
