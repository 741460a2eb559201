package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the settings ask of the machine, tried before anything is opened, so that all that is in the way is told at once.
 *
 * @param dnsAddresses to bind; empty = every local address, each by itself
 * @param wrappingKey  of {@code DMP_SECRETS_KEY_FILE}
 * @param complaints   one line each; the rest is to be used only when there are none
 */
public record Preflight(List<InetAddress> dnsAddresses, List<InetAddress> httpAddresses, DataDirectory directory,
                        Optional<Secret> wrappingKey, List<String> complaints) {
    private static final int KEY_OCTETS = 32;

    /**
     * Changes nothing on the machine.
     *
     * @param faulty names of variables whose default stands in the settings only because their value is none
     */
    public static Preflight of(NodeSettings settings, Set<String> faulty) {
        List<String> complaints = new ArrayList<>();
        BindAddresses.Resolved dns = BindAddresses.of("DMP_DNS_HOST", settings.dns().hosts());
        BindAddresses.Resolved http = BindAddresses.of("DMP_HTTP_HOST", List.of(settings.http().host()));
        complaints.addAll(dns.complaints());
        complaints.addAll(http.complaints());
        if (Collections.disjoint(faulty, Set.of("DMP_DNS_HOST", "DMP_DNS_PORT"))) {
            dns.addresses().stream().flatMap(a -> BindAddresses.tryDns(a, settings.dns().port()).stream()).forEach(complaints::add);
        }
        if (Collections.disjoint(faulty, Set.of("DMP_HTTP_HOST", "DMP_HTTP_PORT"))) {
            http.addresses().stream().flatMap(a -> BindAddresses.tryHttp(a, settings.http().port()).stream()).forEach(complaints::add);
        }
        DataDirectory directory = new DataDirectory(settings.state().dataDirectory());
        if (Collections.disjoint(faulty, Set.of("DMP_DATA_DIR", "DMP_DB_PATH"))) {
            directory.check().ifPresent(complaints::add);
        }
        Optional<Secret> key = settings.state().secretsKeyFile().flatMap(file -> wrappingKey(file, complaints));
        return new Preflight(settings.dns().hosts().isEmpty() ? List.of() : dns.addresses(), http.addresses(), directory, key,
                List.copyOf(complaints));
    }

    private static Optional<Secret> wrappingKey(Path file, List<String> complaints) {
        String at = "DMP_SECRETS_KEY_FILE=" + file + ": ";
        try {
            byte[] content = Files.readAllBytes(file);
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                complaints.add(at + "others may read it; chmod 600 it");
                return Optional.empty();
            }
            Optional<Octets> key = content.length == KEY_OCTETS ? Optional.of(Octets.of(content))
                    : Octets.fromHex(new String(content, StandardCharsets.ISO_8859_1).strip()).filter(k -> k.length() == KEY_OCTETS);
            if (key.isEmpty()) {
                complaints.add(at + "not 32 octets or 64 hex digits");
            }
            return key.map(Secret::of);
        } catch (NoSuchFileException absent) {
            complaints.add(at + "there is no such file");
        } catch (IOException unreadable) {
            complaints.add(at + "cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }
}
