package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.SettingsFields;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads and changes fields as if they had been changed in the files, so that the same rules type them. */
public final class HomeSettingsFields implements SettingsFields {
    private static final Set<String> NUMBERS = Set.of("dns_port", "cluster_refresh_interval", "tsig_dns_port",
            "recv_primary_interval_seconds", "recv_secondary_interval_seconds", "local_node_dns_port", "node_max_value_bytes",
            "node_max_ttl", "message_ttl", "tsig_expires_at", "identity_ttl");
    private static final Set<String> TRUTHS = Set.of("allow_tofu", "dnssec_required", "cluster_enabled", "recv_secondary_disable",
            "rotation_check", "rotation_follow", "follow_republish", "follow_prekeys");
    private static final Set<String> LISTS = Set.of("dns_resolvers", "resolvers");
    private static final String CONTACTS = "contacts";

    @Override
    public List<Field> of(ClientSettings settings) {
        List<Field> fields = new ArrayList<>();
        for (YamlFields file : List.of(config(settings), ours(settings))) {
            sorted(file).stream().filter(name -> !settings.unknown().containsKey(name)).forEach(name -> fields.add(
                    new Field(name, kind(name), kind(name) == Kind.LIST ? String.join(",", file.texts(name)) : file.text(name, ""))));
        }
        return fields;
    }

    @Override
    public Changed with(ClientSettings settings, String name, Optional<String> text) {
        YamlFields config = config(settings);
        YamlFields ours = ours(settings);
        try {
            boolean shared = sorted(config).contains(name);
            YamlFields changed = changed(shared ? config : ours, name, text);
            return new Changed.Done(shared ? ConfigYaml.read(changed, settings.ours())
                    : ConfigYaml.read(config, ConfigYaml.readOurs(changed)));
        } catch (YamlFields.Misfit misfit) {
            return new Changed.Misfit(misfit.getMessage());
        }
    }

    private static YamlFields changed(YamlFields file, String name, Optional<String> text) {
        if (text.isEmpty()) {
            return file.without(name);
        }
        return kind(name) == Kind.LIST ? file.with(name, items(text.get())) : file.with(name, text.get());
    }

    private static List<String> items(String text) {
        return text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(String::trim).toList();
    }

    private static YamlFields config(ClientSettings settings) {
        return YamlFields.parse(ConfigYaml.config(settings));
    }

    private static YamlFields ours(ClientSettings settings) {
        return YamlFields.parse(ConfigYaml.ours(settings));
    }

    private static SortedSet<String> sorted(YamlFields file) {
        SortedSet<String> names = new TreeSet<>();
        file.names().forEach(names::add);
        names.remove(CONTACTS);
        return names;
    }

    private static Kind kind(String name) {
        return NUMBERS.contains(name) ? Kind.NUMBER : TRUTHS.contains(name) ? Kind.TRUTH : LISTS.contains(name) ? Kind.LIST : Kind.TEXT;
    }
}
