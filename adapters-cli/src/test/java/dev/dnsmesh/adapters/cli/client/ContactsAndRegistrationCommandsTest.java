package dev.dnsmesh.adapters.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ChangeConfiguration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.InitialiseClient;
import dev.dnsmesh.application.client.port.in.KeepContacts;
import dev.dnsmesh.application.client.port.in.KeepTokens;
import dev.dnsmesh.application.client.port.in.ObtainToken;
import dev.dnsmesh.application.client.port.in.ObtainTsigKey;
import dev.dnsmesh.application.client.port.in.Registration;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactsAndRegistrationCommandsTest {
    private static final String PUB = "55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877";
    private static final String SPK = "b93debb39be8e04e24f8462d6c41d7c3af0844c6014ef2dab6714231f7d1ef80";

    private final List<Object> orders = new ArrayList<>();
    private List<KeepTokens.Listed> saved = List.of(new KeepTokens.Listed("node.example", "alice@a.example", Optional.of(1_772_366_400L),
            SPK, 7, "dmp_v1_abcdefghi…", 59), new KeepTokens.Listed("b.example", "a@b.example", Optional.empty(), "", 0, "short", 5));

    private final KeepContacts contacts = new KeepContacts() {
        private Listed listed(String label, boolean pinned) {
            return new Listed(label, "bob", "b.example", X25519PublicKey.fromHex(PUB),
                    pinned ? Ed25519PublicKey.fromHex(SPK) : Optional.empty(), pinned ? Optional.of("a34f872fc591de11") : Optional.empty(), pinned, true);
        }

        @Override
        public ClientResult<Listed> add(String label, X25519PublicKey encryptionKey, Optional<Ed25519PublicKey> signingKey) {
            orders.add(List.of(label, encryptionKey, signingKey));
            return ClientResult.done(listed(label, signingKey.isPresent()));
        }

        @Override
        public ClientResult<List<Listed>> list() {
            return ClientResult.done(List.of(listed("bob", true), listed("carol", false)));
        }

        @Override
        public ClientResult<Listed> remove(String label) {
            return ClientResult.failed(ClientErrorCode.UNKNOWN_CONTACT, "no contact is called '" + label + "'");
        }

        @Override
        public ClientResult<Shown> show(String label) {
            return ClientResult.done(new Shown(listed(label, true), Optional.empty()));
        }
    };

    private Typed run(String... arguments) {
        return Typed.in(Map.of("HOME", "/home/ann"), session -> List.of(
                new Word("init", () -> new InitCommand(session, () -> this::initialised)),
                new Word("contacts", () -> new ContactsCommand(session, () -> contacts)),
                new Word("register", () -> new RegisterCommand(session, () -> this::token)),
                new Word("tsig", () -> new TsigCommand(session, () -> this::key)),
                new Word("token", () -> new TokenCommand(session, Tokens::new)),
                new Word("config", () -> new ConfigCommand(session, Settings::new))), arguments);
    }

    private ClientResult<InitialiseClient.Initialised> initialised(InitialiseClient.Order order) {
        orders.add(order);
        return ClientResult.done(new InitialiseClient.Initialised("/x/config.yaml", "alice", "a.example", "", Optional.empty()));
    }

    private ClientResult<ObtainToken.Obtained> token(Registration registration) {
        orders.add(registration);
        return ClientResult.done(new ObtainToken.Obtained("alice@a.example", "node.example", "/x/node.example.json", Optional.empty()));
    }

    private ClientResult<ObtainTsigKey.Obtained> key(Registration registration, Optional<String> server, int port) {
        orders.add(List.of(registration, server, port));
        return ClientResult.done(new ObtainTsigKey.Obtained("alice@a.example", "node.example", "k.", "hmac-sha256", "a.example", "node.example",
                port, List.of("id-1.a.example"), Optional.of(1_772_366_400L)));
    }

    private final class Tokens implements KeepTokens {
        @Override
        public List<Listed> list() {
            return saved;
        }

        @Override
        public ClientResult<String> forget(String node) {
            return ClientResult.done(node);
        }
    }

    private static final class Settings implements ChangeConfiguration {
        @Override
        public ClientResult<List<Setting>> list() {
            return ClientResult.done(List.of(new Setting("domain", Kind.TEXT, "a.example"), new Setting("dns_port", Kind.NUMBER, "5353"),
                    new Setting("allow_tofu", Kind.TRUTH, "false"), new Setting("dns_resolvers", Kind.LIST, "1.1.1.1,8.8.8.8"),
                    new Setting("resolvers", Kind.LIST, "")));
        }

        @Override
        public ClientResult<Setting> read(String name) {
            return ClientResult.done(new Setting(name, Kind.TEXT, "a.example"));
        }

        @Override
        public ClientResult<Setting> set(String name, String value) {
            return ClientResult.done(new Setting(name, Kind.TEXT, value));
        }

        @Override
        public ClientResult<Setting> unset(String name) {
            return ClientResult.done(new Setting(name, Kind.TEXT, ""));
        }
    }

    @Test
    void init_takes_the_options_of_the_reference() {
        Typed made = run("init", "alice", "--domain", "a.example", "--endpoint", "node.example", "--http-token", "t", "--dns-host", "192.0.2.1",
                "--dns-port", "53", "--dns-resolvers", "1.1.1.1", "--no-default-resolvers", "--identity-domain", "z.example", "--allow-tofu",
                "--require-dnssec", "--no-probe-local-dns", "--no-providers", "--force");
        assertThat(made.exit()).isZero();
        assertThat(orders).containsExactly(new InitialiseClient.Order("alice", "a.example", "node.example", Optional.of("t"),
                new InitialiseClient.Resolving(Optional.of("192.0.2.1"), 53, Optional.of("1.1.1.1"), true), "z.example", true, true,
                false, true, false));
        assertThat(run("init", "alice", "--json").out()).isEqualTo("{\"ok\":true,\"command\":\"init\",\"config\":\"/x/config.yaml\","
                + "\"username\":\"alice\",\"domain\":\"a.example\",\"endpoint\":\"\",\"local_dns\":null}\n");
        assertThat(run("init").exit()).isEqualTo(2);
    }

    @Test
    void contacts_are_listed_with_their_pins() {
        assertThat(run("contacts", "list").out()).isEqualTo("bob    " + PUB + "  (pinned)\ncarol  " + PUB + "  (UNPINNED)\n");
        assertThat(run("contacts", "list", "--json").out()).contains("\"contacts\":[{\"label\":\"bob\",\"username\":\"bob\",\"zone\":\"b.example\","
                + "\"public_key\":\"" + PUB + "\",\"signing_public_key\":\"" + SPK + "\",\"fingerprint\":\"a34f872fc591de11\",\"pinned\":true,\"sendable\":true}");
    }

    @Test
    void a_key_that_is_not_64_hex_digits_ends_with_1() {
        assertThat(run("contacts", "add", "bob", "12").exit()).isEqualTo(1);
        assertThat(run("contacts", "add", "bob", PUB, "--signing-key", SPK.substring(1)).exit()).isEqualTo(1);
        assertThat(orders).isEmpty();
        assertThat(run("contacts", "add", "bob", PUB.toUpperCase(), "--signing-key", SPK).exit()).isZero();
    }

    @Test
    void an_unknown_contact_ends_with_1() {
        Typed removed = run("contacts", "remove", "zoe", "--json");
        assertThat(removed.exit()).isEqualTo(1);
        assertThat(removed.out()).contains("\"code\":\"unknown_contact\"");
    }

    @Test
    void registering_takes_node_subject_and_scheme() {
        assertThat(run("register", "--node", "node.example", "--json").out()).contains("\"subject\":\"alice@a.example\"", "\"expires_at\":null",
                "\"file\":\"/x/node.example.json\"");
        assertThat(run("tsig", "register", "--node", "node.example", "--scheme", "http", "--dns-server", "192.0.2.1", "--dns-port", "5353",
                "--subject", "a@b.example").out()).contains("key: k. (hmac-sha256)", "scope: id-1.a.example", "expires: 2026-03-01T12:00:00Z");
        assertThat(orders).containsExactly(new Registration("node.example", Optional.empty(), "https"),
                List.of(new Registration("node.example", Optional.of("a@b.example"), "http"), Optional.of("192.0.2.1"), 5353));
        assertThat(run("register").exit()).isEqualTo(2);
    }

    @Test
    void tokens_are_a_table_or_an_array_and_never_whole() {
        assertThat(run("token", "list").out()).isEqualTo("""
                NODE          SUBJECT          EXPIRES
                node.example  alice@a.example  2026-03-01T12:00:00Z
                b.example     a@b.example      -
                """);
        assertThat(run("token", "list", "--json").out()).startsWith("[{\"version\":1,\"node\":\"node.example\",").contains("\"token_prefix\":\"dmp_v1_abcdefghi…\"",
                "\"token_len\":59", "\"expires_at\":null");
        saved = List.of();
        assertThat(run("token", "list", "--json").out()).isEqualTo("[]\n");
        assertThat(run("token", "forget", "node.example").exit()).isZero();
    }

    @Test
    void settings_are_typed_in_json() {
        assertThat(run("config", "list", "--json").out()).endsWith("\"settings\":{\"domain\":\"a.example\",\"dns_port\":5353,\"allow_tofu\":false,"
                + "\"dns_resolvers\":[\"1.1.1.1\",\"8.8.8.8\"],\"resolvers\":[]}}\n");
        assertThat(run("config", "get", "domain").out()).isEqualTo("a.example\n");
        assertThat(run("config", "set", "domain", "b.example").out()).isEqualTo("domain: b.example\n");
        assertThat(run("config", "unset", "domain", "--json").out()).isEqualTo("{\"ok\":true,\"command\":\"config unset\",\"key\":\"domain\",\"value\":\"\"}\n");
    }
}
