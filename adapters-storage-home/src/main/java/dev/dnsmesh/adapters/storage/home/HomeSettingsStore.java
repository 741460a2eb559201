package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Ours;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** config.yaml, which other clients share, and client.yaml, which is ours alone. */
public final class HomeSettingsStore implements ClientSettingsStore {
    private final Path directory;

    public HomeSettingsStore(Path directory) {
        this.directory = directory;
    }

    private Path config() {
        return directory.resolve("config.yaml");
    }

    private Path ours() {
        return directory.resolve("client.yaml");
    }

    @Override
    public String location() {
        return config().toString();
    }

    @Override
    public Loaded load() {
        Path reading = config();
        try {
            YamlFields config;
            try {
                config = YamlFields.parse(Files.readString(reading));
            } catch (NoSuchFileException absent) {
                return new Loaded.Absent();
            }
            reading = ours();
            Ours ours = ConfigYaml.readOurs(YamlFields.parse(Files.exists(reading) ? Files.readString(reading) : ""));
            reading = config();
            return new Loaded.Found(ConfigYaml.read(config, ours));
        } catch (CharacterCodingException notText) {
            return new Loaded.Broken(reading + ": not UTF-8");
        } catch (IOException unreadable) {
            return new Loaded.Broken(OwnerOnly.why(reading, unreadable));
        } catch (YamlFields.Misfit misfit) {
            return new Loaded.Broken(reading + ": " + misfit.getMessage());
        }
    }

    private static YamlComments comments(Path file) throws IOException {
        try {
            return Files.exists(file) ? YamlComments.of(Files.readString(file)) : YamlComments.NONE;
        } catch (CharacterCodingException notText) {
            return YamlComments.NONE;
        }
    }

    @Override
    public Saved save(ClientSettings settings) {
        Path writing = directory;
        try {
            OwnerOnly.directory(directory);
            writing = config();
            OwnerOnly.replace(writing, ConfigYaml.config(settings, comments(writing)).getBytes(StandardCharsets.UTF_8));
            writing = ours();
            OwnerOnly.replace(writing, ConfigYaml.ours(settings).getBytes(StandardCharsets.UTF_8));
            return new Saved.Done();
        } catch (IOException failed) {
            return new Saved.Failed(OwnerOnly.why(writing, failed));
        }
    }
}
