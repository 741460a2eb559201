package dev.dnsmesh.adapters.dns.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the home node is reached, by its configuration, and when it is read from (client.md 19.5). */
class HomeNodeTest {
    private static final OwnerName NAME = new OwnerName("a.mesh.test");

    private static ClientSettings settings(String endpoint, String dohUrl) {
        ClientSettings.Ours usual = ClientSettings.Ours.DEFAULTS;
        return new ClientSettings("alice", new ClientSettings.Home("mesh.test", endpoint, Optional.empty(), "", "", 0),
                new ClientSettings.IdentityKeys("", "", Optional.empty()), new ClientSettings.Readers(Optional.empty(), 5353, List.of(), false),
                new ClientSettings.Cluster("", "", false, 3600, "", "", ""), new ClientSettings.Providers("", ""), Optional.empty(),
                new ClientSettings.Receiving(false, 5, 5, false),
                new ClientSettings.Ours(List.of(), "auto", dohUrl, "", usual.nodeMaxValueBytes(), usual.nodeMaxTtl(), usual.messageTtl(),
                        false, true, false, 0, true, true, 86_400), Map.of(), new TreeMap<>());
    }

    private static String readers(String endpoint, String dohUrl, NodeTransport transport) {
        return HomeNode.of(settings(endpoint, dohUrl), transport, 853).readers().stream().map(Upstream::toString).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({"https://Node.test,tls://node.test:853 https://node.test:443/dns-query",
        "https://node.test:8443/,tls://node.test:853 https://node.test:8443/dns-query",
        "http://127.0.0.1:8053,tls://127.0.0.1:853 http://127.0.0.1:8053/dns-query",
        "http://localhost:8053,tls://localhost:853 http://localhost:8053/dns-query",
        "http://node.test:8053,tls://node.test:853 https://node.test:443/dns-query"})
    void the_endpoint_says_where(String endpoint, String readers) {
        assertThat(readers(endpoint, "", NodeTransport.AUTO)).isEqualTo(readers);
    }

    @Test
    void a_url_of_its_own_goes_before_it_and_none_is_made_up() {
        assertThat(readers("https://node.test", "https://other.test/q", NodeTransport.AUTO)).isEqualTo("tls://node.test:853 https://other.test:443/q");
        assertThat(readers("", "", NodeTransport.AUTO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DNS,''", "HTTP,''", "DOT,tls://node.test:853", "DOH,https://node.test:443/dns-query"})
    void a_forced_transport_leaves_no_other(NodeTransport transport, String readers) {
        assertThat(readers("https://node.test", "", transport)).isEqualTo(readers);
    }

    @Test
    void the_home_node_is_read_where_the_resolvers_cannot_be_reached_and_first_for_ten_minutes_then() {
        List<String> asked = new ArrayList<>();
        SteppedTime time = new SteppedTime();
        Lookup found = new Lookup.Found(List.of(TxtValue.of("v")));
        TxtResolver blocked = name -> {
            asked.add("resolvers");
            return new Lookup.Unreachable("no answer over UDP");
        };
        TxtResolver home = name -> {
            asked.add("home");
            return name.equals(NAME) ? found : new Lookup.Unreachable("REFUSED");
        };
        FallbackResolver resolver = new FallbackResolver(blocked, () -> home, time);
        assertThat(resolver.lookup(NAME)).isEqualTo(found);
        assertThat(resolver.lookup(NAME)).isEqualTo(found);
        assertThat(asked).containsExactly("resolvers", "home", "home");
        asked.clear();
        assertThat(resolver.lookup(new OwnerName("a.elsewhere.test"))).isInstanceOf(Lookup.Unreachable.class);
        assertThat(asked).containsExactly("home", "resolvers");
        asked.clear();
        time.pass(Duration.ofMinutes(11));
        resolver.lookup(NAME);
        assertThat(asked).containsExactly("resolvers", "home");
    }

    @Test
    void what_the_resolvers_say_holds_that_there_is_nothing_too() {
        FallbackResolver resolver = new FallbackResolver(name -> new Lookup.Absent(), () -> {
            throw new AssertionError("the home node is not asked");
        }, new SteppedTime());
        assertThat(resolver.lookup(NAME)).isEqualTo(new Lookup.Absent());
    }
}
