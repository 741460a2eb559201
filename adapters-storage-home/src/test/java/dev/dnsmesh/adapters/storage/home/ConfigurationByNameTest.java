package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.port.in.ChangeConfiguration.Kind;
import dev.dnsmesh.application.client.port.in.ChangeConfiguration.Setting;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.usecase.setup.ChangeConfigurationUseCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config} on real files. */
class ConfigurationByNameTest {
    @TempDir
    Path directory;
    private ChangeConfigurationUseCase config;

    @BeforeEach
    void a_configuration() throws IOException {
        Files.writeString(directory.resolve("config.yaml"), """
                username: alice
                http_token: "very secret"
                something_of_another_client: 7
                contacts:
                  bob: {pub: "not hex at all", spk: ''}
                """);
        config = new ChangeConfigurationUseCase(new Configuration(new HomeSettingsStore(directory),
                new ExclusiveAccess(new HomeClientLock(directory))), new HomeSettingsFields());
    }

    private Setting done(ClientResult<Setting> result) {
        assertThat(result).isInstanceOf(ClientResult.Done.class);
        return ((ClientResult.Done<Setting>) result).value();
    }

    private static ClientFailure failure(ClientResult<?> result) {
        assertThat(result).isInstanceOf(ClientResult.Failed.class);
        return ((ClientResult.Failed<?>) result).failure();
    }

    private List<Setting> all() {
        return ((ClientResult.Done<List<Setting>>) config.list()).value();
    }

    @Test
    void what_is_set_is_read_back_by_a_new_run_and_the_rest_stays() throws IOException {
        done(config.set("domain", "a.example"));
        done(config.set("message_ttl", "3600"));
        done(config.set("dns_resolvers", "192.0.2.1, [2001:db8::1]:5353"));

        assertThat(done(config.read("domain")).value()).isEqualTo("a.example");
        assertThat(done(config.read("message_ttl"))).isEqualTo(new Setting("message_ttl", Kind.NUMBER, "3600"));
        assertThat(done(config.read("dns_resolvers"))).isEqualTo(new Setting("dns_resolvers", Kind.LIST, "192.0.2.1,[2001:db8::1]:5353"));
        assertThat(Files.readString(directory.resolve("config.yaml"))).contains("something_of_another_client", "very secret");
        assertThat(Files.readString(directory.resolve("client.yaml"))).contains("message_ttl: 3600");
    }

    @Test
    void every_setting_can_be_set_to_what_it_is() {
        for (Setting setting : all()) {
            if (!setting.value().isEmpty() && !setting.name().equals("http_token")) {
                assertThat(done(config.set(setting.name(), setting.value()))).isEqualTo(setting);
            }
        }
    }

    @Test
    void secrets_are_masked_in_the_list_alone() {
        assertThat(all()).contains(new Setting("http_token", Kind.TEXT, "********"));
        assertThat(done(config.read("http_token")).value()).isEqualTo("very secret");
    }

    @Test
    void unset_brings_the_default_back() {
        done(config.set("allow_tofu", "true"));
        assertThat(done(config.unset("allow_tofu")).value()).isEqualTo("false");
        assertThat(done(config.unset("http_token")).value()).isEmpty();
    }

    @Test
    void values_that_do_not_fit_change_nothing() throws IOException {
        assertThat(failure(config.set("resolvers", "https://dns.example/dns-query,carrier://pigeon")).message()).contains("carrier://pigeon");
        assertThat(failure(config.set("endpoint", "ftp://node.example")).exit()).isEqualTo(1);
        assertThat(failure(config.set("node_doh_url", "node.example/dns-query")).exit()).isEqualTo(1);
        Map<String, String> bad = Map.of("dns_port", "0", "allow_tofu", "perhaps", "domain", "no zone", "kdf_salt", "abc",
                "dns_resolvers", "dns.example", "node_transport", "pigeon", "message_ttl", "-1", "tsig_algorithm", "md5",
                "verify_pubkey", "12", "username", "a@b");
        String before = Files.readString(directory.resolve("config.yaml"));
        bad.forEach((name, value) -> assertThat(failure(config.set(name, value)).exit()).as(name).isEqualTo(1));
        assertThat(Files.readString(directory.resolve("config.yaml"))).isEqualTo(before);
    }

    /** Defect 22 of client.md 18: hints name {@code config set}, and it is there. */
    @Test
    void the_claim_provider_has_an_alias_and_gets_a_scheme() {
        assertThat(done(config.set("claim-provider", "provider.example"))).isEqualTo(
                new Setting("claim_provider_override", Kind.TEXT, "https://provider.example"));
    }

    @Test
    void a_secret_without_a_key_name_is_told_to_have_no_effect() {
        assertThat(failure(config.set("tsig_secret_hex", "00ff")).message()).contains("tsig_key_name");
        done(config.set("tsig_key_name", "alice-1."));
        assertThat(done(config.set("tsig_secret_hex", "00ff")).value()).isEqualTo("00ff");
    }

    @Test
    void names_that_are_no_settings_are_told() {
        assertThat(failure(config.set("colour", "red")).exit()).isEqualTo(1);
        assertThat(failure(config.read("contacts")).message()).contains("dnsmesh contacts");
        assertThat(failure(config.read("something_of_another_client")).exit()).isEqualTo(1);
    }

    @Test
    void a_contact_with_bad_hex_keeps_its_text_at_every_save() throws IOException {
        done(config.set("domain", "a.example"));

        assertThat(Files.readString(directory.resolve("config.yaml"))).contains("not hex at all");
    }
}
