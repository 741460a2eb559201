package dev.dnsmesh.application.client.usecase.setup;

import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.InitialiseClient.Order;
import dev.dnsmesh.application.client.port.in.InitialiseClient.Resolving;
import dev.dnsmesh.application.client.zone.LocalDnsDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitialiseClientUseCaseTest {
    private static final Resolving PLAIN = new Resolving(Optional.empty(), 5353, Optional.empty(), false);

    private final ClientWorld world = new ClientWorld();
    private final List<String> probed = new ArrayList<>();

    /** A node answers on port 53 of node.example, which is 192.0.2.7. */
    private InitialiseClientUseCase initialise() {
        var discovery = new LocalDnsDiscovery((host, port, _) -> {
            probed.add(host + ":" + port);
            return host.equals("node.example") && port == 53 ? Optional.of("192.0.2.7")
                    : host.equals("localhost") ? Optional.of("127.0.0.1") : Optional.empty();
        });
        return new InitialiseClientUseCase(world.configuration(), world.exclusive(), discovery, world, world);
    }

    private static Order order(String username, String domain, Resolving resolving) {
        return new Order(username, domain, "", Optional.empty(), resolving, "", false, false, true, false, true);
    }

    private static Order at(String endpoint) {
        return new Order("alice", "mesh.local", endpoint, Optional.empty(), PLAIN, "", false, false, true, false, true);
    }

    @Test
    void a_fresh_salt_of_32_octets_is_written_and_no_key() {
        done(initialise().initialise(order("alice", "mesh.local", PLAIN)));

        assertThat(world.settings().identity().kdfSalt()).hasSize(64);
        assertThat(world.settings().identity().verifyPubkey()).isEmpty();
        assertThat(world.home.questions()).isEmpty();
    }

    @Test
    void user_at_host_sets_the_domain_unless_one_is_given() {
        done(initialise().initialise(order("alice@a.example", Order.DEFAULT_DOMAIN, PLAIN)));
        assertThat(world.settings().username()).isEqualTo("alice");
        assertThat(world.settings().home().domain()).isEqualTo("a.example");

        world.home.with(ClientWorld.alice());
        done(initialise().initialise(new Order("alice@a.example", "b.example", "", Optional.empty(), PLAIN, "", false, false, true, true, true)));
        assertThat(world.settings().home().domain()).isEqualTo("b.example");
    }

    @Test
    void half_an_address_is_refused_with_1() {
        assertThat(failure(initialise().initialise(order("alice@", "mesh.local", PLAIN))).exit()).isEqualTo(1);
        assertThat(failure(initialise().initialise(order("@host", "mesh.local", PLAIN))).exit()).isEqualTo(1);
        assertThat(world.home.isConfigured()).isFalse();
    }

    @Test
    void what_could_never_work_is_refused_with_1() {
        assertThat(failure(initialise().initialise(order("alice@a@b", Order.DEFAULT_DOMAIN, PLAIN))).exit()).isEqualTo(1);
        assertThat(failure(initialise().initialise(order("a".repeat(65), "mesh.local", PLAIN))).exit()).isEqualTo(1);
        assertThat(failure(initialise().initialise(order("alice", "no zone", PLAIN))).exit()).isEqualTo(1);
        assertThat(failure(initialise().initialise(at("ftp://node.example"))).exit()).isEqualTo(1);
        assertThat(failure(initialise().initialise(order("alice", "mesh.local", new Resolving(Optional.of("127.0.0.1"), 70_000,
                Optional.empty(), false)))).message()).contains("dns_port", "70000");
        assertThat(world.home.isConfigured()).isFalse();
    }

    @Test
    void without_orders_two_public_resolvers_are_stored() {
        done(initialise().initialise(order("alice", "mesh.local", PLAIN)));

        assertThat(world.settings().readers().dnsResolvers()).containsExactly("1.1.1.1", "8.8.8.8");
    }

    /** Defect 21 of client.md 18. */
    @Test
    void a_dns_host_alone_suppresses_the_default_list() {
        done(initialise().initialise(order("alice", "mesh.local", new Resolving(Optional.of("192.0.2.1"), 53, Optional.empty(), false))));

        assertThat(world.settings().readers().dnsResolvers()).isEmpty();
        assertThat(world.settings().readers().dnsHost()).contains("192.0.2.1");
    }

    @Test
    void a_list_of_resolvers_is_stored_in_one_form() {
        done(initialise().initialise(order("alice", "mesh.local",
                new Resolving(Optional.empty(), 5353, Optional.of("192.0.2.1, 192.0.2.2:5353,2001:db8::1,[2001:db8::2]:53"), false))));

        assertThat(world.settings().readers().dnsResolvers())
                .containsExactly("192.0.2.1", "192.0.2.2:5353", "2001:db8::1", "[2001:db8::2]:53");
    }

    @Test
    void a_resolver_that_is_a_name_is_refused() {
        for (String bad : List.of("dns.example", "1.1.1.1,", "1.1.1.1:0", "1.1.1.1:65536", "[::1]", "300.1.1.1")) {
            var order = order("alice", "mesh.local", new Resolving(Optional.empty(), 5353, Optional.of(bad), false));
            assertThat(failure(initialise().initialise(order)).exit()).as(bad).isEqualTo(1);
        }
    }

    @Test
    void an_existing_configuration_stays_without_force() {
        world.home.with(ClientWorld.alice());

        var failure = failure(initialise().initialise(order("mallory", "mesh.local", PLAIN)));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.CONFIG_EXISTS);
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(world.settings()).isEqualTo(ClientWorld.alice());
    }

    /** Defect 12 of client.md 18: the probe asks a name, and stores the address that answered. */
    @Test
    void the_nodes_own_dns_is_found_for_an_endpoint_with_a_name() {
        var made = done(initialise().initialise(at("https://node.example:8053/")));

        assertThat(probed).containsExactly("node.example:5353", "node.example:53");
        assertThat(world.settings().home().localDnsServer()).isEqualTo("192.0.2.7");
        assertThat(world.settings().home().localDnsPort()).isEqualTo(53);
        assertThat(made.localDns()).contains("192.0.2.7:53");
    }

    @Test
    void for_a_node_on_this_machine_the_words_say_whom_to_ask() {
        done(initialise().initialise(at("http://localhost:8053")));

        assertThat(world.hints).anyMatch(hint -> hint.contains("config set dns_resolvers 127.0.0.1:5353"))
                .anyMatch(hint -> hint.contains("tsig register --node localhost:8053 --scheme http --dns-server 127.0.0.1 --dns-port 5353, then"));
    }

    @Test
    void claim_providers_are_told_unless_they_shall_not_be() {
        done(initialise().initialise(order("alice", "mesh.local", PLAIN)));
        assertThat(world.settings().ours().providersNone()).isFalse();

        done(initialise().initialise(new Order("alice", "mesh.local", "", Optional.empty(), PLAIN, "", false, false, true, true, false)));
        assertThat(world.settings().ours().providersNone()).isTrue();
    }

    @Test
    void endpoints_are_normalised() {
        assertThat(done(initialise().initialise(at(" silent.example// "))).endpoint()).isEqualTo("https://silent.example");
        assertThat(world.hints).anyMatch(hint -> hint.contains("doctor"));
    }

    @Test
    void an_identity_domain_elsewhere_and_capitals_are_warned_about() {
        done(initialise().initialise(new Order("Alice", "mesh.local", "", Optional.empty(), PLAIN, "alice.example", false, false, true, false, true)));

        assertThat(world.warnings).anyMatch(w -> w.contains("identity_domain")).anyMatch(w -> w.contains("lower case"));
    }

    @Test
    void a_directory_that_another_uses_is_left_alone() {
        world.home.lockedByAnother();

        assertThat(failure(initialise().initialise(order("alice", "mesh.local", PLAIN))).code()).isEqualTo(ClientErrorCode.LOCKED);
    }
}
