package dev.dnsmesh.adapters.storage.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.out.BackupDocuments;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientBackup.Header;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Backups as JSON: the two configuration files as their text, the rest as arrays of objects. */
public final class HomeBackupDocuments implements BackupDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KDF = "argon2id";
    private static final String AEAD = "chacha20-poly1305";

    @Override
    public Octets encode(ClientBackup backup) {
        ObjectNode json = JSON.createObjectNode().put("version", 1).put("config.yaml", ConfigYaml.config(backup.settings()))
                .put("client.yaml", ConfigYaml.ours(backup.settings()));
        BackupRows.put(json, backup.state());
        BackupRows.putTokens(json, backup.tokens());
        backup.passphrase().ifPresent(passphrase -> {
            String text = passphrase.use(BackupRows::text);
            json.put("passphrase", text);
        });
        return octets(json);
    }

    @Override
    public Optional<ClientBackup> decode(Octets document) {
        try {
            JsonNode json = JSON.readTree(document.toArray());
            if (json.path("version").asInt() != 1) {
                return Optional.empty();
            }
            ClientSettings settings = ConfigYaml.read(YamlFields.parse(json.path("config.yaml").asText()),
                    ConfigYaml.readOurs(YamlFields.parse(json.path("client.yaml").asText())));
            return Optional.of(new ClientBackup(settings, BackupRows.tokens(json), BackupRows.state(json),
                    json.has("passphrase") ? Optional.of(Secret.of(BackupRows.octets(json, "passphrase"))) : Optional.empty()));
        } catch (IOException | YamlFields.Misfit | IllegalArgumentException | DateTimeException | BackupRows.Damaged nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public Octets encodeHeader(Header header) {
        ObjectNode json = JSON.createObjectNode().put("created", header.created().toString()).put("username", header.username())
                .put("spk", header.spk());
        json.putObject("kdf").put("name", KDF).put("t", header.passes()).put("m", header.memoryKib()).put("p", header.lanes())
                .put("salt", header.salt().hex());
        return octets(json.put("aead", AEAD).put("nonce", header.nonce().hex()));
    }

    @Override
    public Optional<Header> decodeHeader(Octets header) {
        try {
            JsonNode json = JSON.readTree(header.toArray());
            JsonNode kdf = json.path("kdf");
            if (!kdf.path("name").asText().equals(KDF) || !json.path("aead").asText().equals(AEAD)) {
                return Optional.empty();
            }
            Instant created = Instant.parse(json.path("created").asText());
            return Octets.fromHex(kdf.path("salt").asText()).flatMap(salt -> Octets.fromHex(json.path("nonce").asText())
                    .map(nonce -> new Header(created, json.path("username").asText(), json.path("spk").asText(),
                            kdf.path("t").asInt(), kdf.path("m").asInt(), kdf.path("p").asInt(), salt, nonce)));
        } catch (IOException | DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    private static Octets octets(ObjectNode json) {
        try {
            return Octets.of(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }
}
