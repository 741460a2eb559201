package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.octets.Secret;
import java.net.InetAddress;
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
        if (Collections.disjoint(faulty, Set.of("DMP_DNS_HOST", "DMP_DNS_TLS_PORT"))) {
            settings.tls().dnsPort().ifPresent(port ->
                    dns.addresses().stream().flatMap(a -> BindAddresses.tryDnsTls(a, port).stream()).forEach(complaints::add));
        }
        if (Collections.disjoint(faulty, Set.of("DMP_HTTP_HOST", "DMP_HTTP_TLS_PORT"))) {
            settings.tls().httpPort().ifPresent(port ->
                    http.addresses().stream().flatMap(a -> BindAddresses.tryHttps(a, port).stream()).forEach(complaints::add));
        }
        DataDirectory directory = new DataDirectory(settings.state().dataDirectory());
        if (Collections.disjoint(faulty, Set.of("DMP_DATA_DIR", "DMP_DB_PATH"))) {
            directory.check().ifPresent(complaints::add);
        }
        Optional<Secret> key = switch (SecretsKeyFile.read(settings.state().secretsKeyFile())) {
            case SecretsKeyFile.Usable(var usable) -> usable;
            case SecretsKeyFile.Unusable(String complaint) -> {
                complaints.add(complaint);
                yield Optional.empty();
            }
        };
        return new Preflight(settings.dns().hosts().isEmpty() ? List.of() : dns.addresses(), http.addresses(), directory, key,
                List.copyOf(complaints));
    }
}
