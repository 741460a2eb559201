package dev.dnsmesh.adapters.storage.lmdb;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.adapters.crypto.AesGcmSecretWrap;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageSettings;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WrappingTest {
    private static final String SECRET = "thirty-two octets, easy to find!";
    private static final Secret KEY = Secret.of(Sha256.of(Octets.utf8("wrapping key")));
    private static final Secret OTHER_KEY = Secret.of(Sha256.of(Octets.utf8("another")));
    private static final TsigKey ROW = new TsigKey(new TsigKeyName("k.example.org."), TsigAlgorithm.HMAC_SHA256,
            Secret.of(Octets.utf8(SECRET)), new TreeSet<>(Set.of(new ScopeSuffix("example.org"))), NOON, Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private final Path data = LmdbHarness.newDirectory();

    @AfterEach
    void remove() {
        LmdbHarness.delete(data);
    }

    @Test
    void without_a_key_secrets_lie_plain_in_the_owners_file() throws IOException {
        store(Optional.empty());
        assertThat(file()).contains(SECRET);
    }

    @Test
    void with_a_key_no_secret_reaches_the_file_and_the_same_key_reads_it() throws IOException {
        store(Optional.of(KEY));
        assertThat(file()).doesNotContain(SECRET).contains("k.example.org.");
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().find(ROW.name())).contains(ROW);
        }
    }

    @Test
    void a_wrapped_store_refuses_to_open_without_its_key_and_with_another() {
        store(Optional.of(KEY));
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("DMP_SECRETS_KEY_FILE");
        assertThatThrownBy(() -> open(Optional.of(OTHER_KEY))).isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("another key").hasMessageContaining("DMP_SECRETS_KEY_FILE");
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().list(Optional.empty())).containsExactly(ROW);
        }
    }

    @Test
    void a_plain_store_is_wrapped_as_a_whole_when_it_is_first_opened_with_a_key() {
        store(Optional.empty());
        try (Storage storage = open(Optional.of(KEY))) {
            assertThat(storage.tsigKeys().find(ROW.name())).contains(ROW);
        }
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StorageUnavailable.class);
    }

    private void store(Optional<Secret> key) {
        try (Storage storage = open(key)) {
            storage.tsigKeys().put(ROW, new Terms(NOON, Duration.ofDays(30)));
        }
    }

    private Storage open(Optional<Secret> key) {
        return new LmdbStorage().open(new StorageSettings(data, Map.of(), AesGcmSecretWrap.of(key, new SeededRandom(1)),
                new ManualTime(NOON), new SeededRandom(1), new CountingMeter()));
    }

    private String file() throws IOException {
        return new String(Files.readAllBytes(data.resolve("lmdb").resolve("data.mdb")), StandardCharsets.ISO_8859_1);
    }
}
