package dev.dnsmesh.adapters.storage.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Bearer tokens, one JSON file a node (client.md 16.6). */
public final class HomeTokenFiles implements TokenFiles {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");
    /** A token is tried this long after its end: clocks differ. */
    private static final long GRACE_SECONDS = 300;

    private final Path directory;

    public HomeTokenFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<SavedToken> all() {
        List<SavedToken> tokens = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(f -> f.getFileName().toString().endsWith(".json")).sorted().forEach(f -> read(f).ifPresent(tokens::add));
        } catch (IOException absent) {
            return List.of();
        }
        return tokens;
    }

    @Override
    public Optional<SavedToken> usable(String host, Instant now) {
        return file(host).flatMap(HomeTokenFiles::read).filter(token -> token.expiresAt()
                .map(end -> end == 0 || now.getEpochSecond() <= end + GRACE_SECONDS).orElse(true));
    }

    @Override
    public Saved save(SavedToken token) {
        Optional<Path> file = file(token.node());
        if (file.isEmpty()) {
            return new Saved.Failed("no file name can be made of the node " + token.node());
        }
        ObjectNode json = Json.MAPPER.createObjectNode().put("version", 1).put("node", token.node())
                .put("subject", token.subject()).put("token", token.token());
        token.expiresAt().ifPresentOrElse(end -> json.put("expires_at", end), () -> json.putNull("expires_at"));
        json.put("registered_spk", token.registeredSpk()).put("saved_at", token.savedAt());
        try {
            OwnerOnly.directory(directory);
            OwnerOnly.replace(file.get(), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            return new Saved.Done(file.get().toString());
        } catch (IOException failed) {
            return new Saved.Failed(OwnerOnly.why(file.get(), failed));
        }
    }

    @Override
    public boolean forget(String host) {
        try {
            Optional<Path> file = file(host);
            return file.isPresent() && Files.deleteIfExists(file.get());
        } catch (IOException kept) {
            return false;
        }
    }

    /** The file of a host: lower case, without dots at the ends, without the port. */
    private Optional<Path> file(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int colon = name.indexOf(':');
        if (colon >= 0 && colon == name.lastIndexOf(':')) {
            name = name.substring(0, colon);
        }
        name = name.replaceAll("^\\.+|\\.+$", "");
        return HOST.matcher(name).matches() ? Optional.of(directory.resolve(name + ".json")) : Optional.empty();
    }

    private static Optional<SavedToken> read(Path file) {
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            if (json == null || !json.path("token").isTextual() || json.path("token").asText().isEmpty()) {
                return Optional.empty();
            }
            String name = file.getFileName().toString();
            return Optional.of(new SavedToken(json.path("node").asText(name.substring(0, name.length() - 5)),
                    json.path("subject").asText(""), json.path("token").asText(),
                    json.path("expires_at").isIntegralNumber() ? Optional.of(json.path("expires_at").asLong()) : Optional.empty(),
                    json.path("registered_spk").asText(""), json.path("saved_at").asLong(0)));
        } catch (IOException absentOrMalformed) {
            return Optional.empty();
        }
    }

    /** Made for the first token: most commands read none. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
