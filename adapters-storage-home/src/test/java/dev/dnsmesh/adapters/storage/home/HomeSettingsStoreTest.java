package dev.dnsmesh.adapters.storage.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Saved;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeSettingsStoreTest {
    private static final String KEY = "55d5445273d359883111a517e5aca0f6e320ed235e2730b6d0c2af5cb1ad3877";
    @TempDir
    Path directory;

    private ClientSettings load(String config) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), config);
        return ((Loaded.Found) new HomeSettingsStore(directory).load()).settings();
    }

    @Test
    void reads_a_file_as_the_other_client_writes_it() throws IOException {
        ClientSettings settings = load("""
                allow_tofu: false
                bootstrap_signer_spk: ''
                contacts:
                  bob@mesh.test:
                    domain: mesh.test
                    pub: %s
                    remote_username: ''
                    spk: ''
                  old: %s
                dns_host: null
                dns_port: 5353
                dns_resolvers:
                - 1.1.1.1
                - 8.8.8.8
                domain: mesh.test
                endpoint: https://node.mesh.test
                http_token: null
                kdf_salt: 12e3
                passphrase_file: null
                recv_secondary_interval_seconds: 600
                tsig_key_name: alice-1.mesh.test.
                tsig_secret_hex: 00ff
                tsig_zone: mesh.test
                username: alice
                """.formatted(KEY, KEY));
        assertThat(settings.username()).isEqualTo("alice");
        assertThat(settings.identity().kdfSalt()).isEqualTo("12e3");
        assertThat(settings.home().httpToken()).isEmpty();
        assertThat(settings.readers().dnsResolvers()).containsExactly("1.1.1.1", "8.8.8.8");
        assertThat(settings.tsig()).hasValueSatisfying(t -> assertThat(t.secret().length()).isEqualTo(2));
        assertThat(settings.contacts().get("bob@mesh.test").protocolUsername()).isEqualTo("bob");
        assertThat(settings.contacts().get("old").encryptionKey()).isPresent();
    }

    @Test
    void of_equal_keys_the_last_counts_and_a_single_resolver_is_a_list() throws IOException {
        ClientSettings settings = load("passphrase_file: null\ndns_resolvers: 9.9.9.9\npassphrase_file: ~/secret\n");
        assertThat(settings.identity().passphraseFile()).contains("~/secret");
        assertThat(settings.readers().dnsResolvers()).containsExactly("9.9.9.9");
    }

    @Test
    void what_was_saved_is_what_is_loaded_with_unknown_keys_and_owner_only_files() throws IOException {
        ClientSettings settings = load("username: \"a\\\"b\\n\\u00e9\"\nfuture_key: 7\ncontacts:\n  x: %s\n".formatted(KEY));
        var store = new HomeSettingsStore(directory);
        assertThat(store.save(settings)).isInstanceOf(Saved.Done.class);
        assertThat(store.load()).isEqualTo(new Loaded.Found(settings));
        assertThat(Files.readString(directory.resolve("config.yaml"))).contains("\"future_key\": 7\n");
        for (String file : new String[] {"config.yaml", "client.yaml"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)))).isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
    }

    @Test
    void keys_of_another_client_keep_their_kind_and_their_content() throws IOException {
        ClientSettings settings = load("""
                username: a
                count: 7
                ratio: 1.5e3
                on_air: yes
                off: ~
                nothing:
                day: 2026-11-26 03:04:05
                words: "7"
                sentence: don't [stop], he said
                list: [1, "1", no]
                blocks:
                - &home {host: a.example, port: 0x35}
                - *home
                - - deep
                  - 12:30:45
                nested:
                  yes: {}
                  none: []
                  text: |
                    two
                    lines
                sure: !!str 8
                """);
        var store = new HomeSettingsStore(directory);
        assertThat(store.save(settings)).isInstanceOf(Saved.Done.class);
        assertThat(Files.readString(directory.resolve("config.yaml"))).contains("\"count\": 7\n", "\"ratio\": 1.5e3\n", "\"on_air\": yes\n", "\"off\": null\n",
                "\"nothing\": null\n", "\"day\": 2026-11-26 03:04:05\n", "\"words\": \"7\"\n", "\"sentence\": \"don't [stop], he said\"\n",
                "\"list\": [1, \"1\", no]\n", "\"blocks\": [{host: a.example, port: 0x35}, {host: a.example, port: 0x35}, [deep, 12:30:45]]\n",
                "\"nested\": {yes: {}, none: [], text: \"two\\u000alines\\u000a\"}\n", "\"sure\": \"8\"\n");
        assertThat(store.load()).isEqualTo(new Loaded.Found(settings));
    }

    @Test
    void comments_before_and_beside_keys_and_at_the_end_are_kept() throws IOException {
        ClientSettings settings = load("""
                # of the file

                username: a # me
                # where
                dns_resolvers: # these
                - 1.1.1.1
                # theirs
                future: [1,
                  2] # two
                # the end
                """);
        var store = new HomeSettingsStore(directory);
        assertThat(store.save(settings)).isInstanceOf(Saved.Done.class);
        assertThat(store.save(settings)).isInstanceOf(Saved.Done.class);
        assertThat(Files.readString(directory.resolve("config.yaml"))).contains("# of the file\n\nusername: \"a\" # me\n", "# where\ndns_resolvers:\n- \"1.1.1.1\"\n",
                "# theirs\n\"future\": [1, 2] # two\n").endsWith("# the end\n");
        assertThat(store.load()).isEqualTo(new Loaded.Found(settings));
    }

    @Test
    void a_value_that_contains_itself_is_a_fault_of_the_file() throws IOException {
        Files.writeString(directory.resolve("config.yaml"), "future: &a [*a]\n");
        assertThat(new HomeSettingsStore(directory).load()).isInstanceOfSatisfying(Loaded.Broken.class, b -> assertThat(b.why()).contains("config.yaml"));
    }

    @Test
    void a_fault_is_told_with_its_line() throws IOException {
        Files.writeString(directory.resolve("config.yaml"), "username: a\ndns_port: many\n");
        assertThat(new HomeSettingsStore(directory).load())
                .isInstanceOfSatisfying(Loaded.Broken.class, b -> assertThat(b.why()).contains("config.yaml", "line 2", "dns_port"));
        Files.writeString(directory.resolve("config.yaml"), "a: [");
        assertThat(new HomeSettingsStore(directory).load()).isInstanceOf(Loaded.Broken.class);
        Files.write(directory.resolve("config.yaml"), new byte[] {(byte) 0xff});
        assertThat(new HomeSettingsStore(directory).load()).isInstanceOf(Loaded.Broken.class);
        Files.delete(directory.resolve("config.yaml"));
        assertThat(new HomeSettingsStore(directory).load()).isInstanceOf(Loaded.Absent.class);
    }

    @Property(tries = 300)
    void any_label_and_text_survives_quoting(@ForAll String label, @ForAll String text) {
        String yaml = YamlWriter.quoted(label) + ": " + YamlWriter.quoted(text) + "\n";
        if (wellFormed(label) && wellFormed(text)) {
            assertThat(YamlFields.parse(yaml).text(label)).isEqualTo(Optional.of(text));
        }
    }

    @Property(tries = 300)
    void any_plain_value_of_an_unknown_key_is_written_as_it_is_read(@ForAll String text) {
        try {
            YamlFields read = YamlFields.parse("x: " + text + "\n");
            YamlFields again = YamlFields.parse("x: " + read.source("x") + "\n");
            assertThat(again.source("x")).isEqualTo(read.source("x"));
        } catch (YamlFields.Misfit noYaml) {
            assertThat(noYaml.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 500)
    void no_text_makes_the_reader_fail_otherwise_than_with_a_line(@ForAll String text) {
        try {
            ConfigYaml.read(YamlFields.parse(text), ClientSettings.Ours.DEFAULTS);
        } catch (YamlFields.Misfit told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff || c >= 0xfffe && (c & 0xfffe) == 0xfffe);
    }

    @Test
    void a_placeholder_has_no_protocol_name() {
        var spk = dev.dnsmesh.domain.crypto.Ed25519PublicKey.fromHex(KEY);
        assertThat(new Contact("intro-1", Optional.empty(), spk, "z", "").protocolUsername()).isEmpty();
    }
}
