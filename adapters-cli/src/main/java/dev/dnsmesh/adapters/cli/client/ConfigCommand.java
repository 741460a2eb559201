package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ChangeConfiguration;
import dev.dnsmesh.application.client.port.in.ChangeConfiguration.Setting;
import dev.dnsmesh.application.client.port.in.ClientResult;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code config get|set|unset|list}. */
@Command(name = "config", description = "Settings of config.yaml and client.yaml.")
public final class ConfigCommand {
    private final Session session;
    private final Supplier<ChangeConfiguration> configuration;

    public ConfigCommand(Session session, Supplier<ChangeConfiguration> configuration) {
        this.session = session;
        this.configuration = configuration;
    }

    @Command(name = "get", description = "Shows one setting.", footerHeading = "%nExample:%n", footer = "  dnsmesh config get domain")
    int read(@Parameters(paramLabel = "KEY", description = "Its name.") String key) {
        return session.end(configuration.get().read(key), setting -> session.done(json -> put(json, setting),
                out -> out.println(setting.value())));
    }

    @Command(name = "set", description = "Changes one setting.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh config set dns_resolvers 9.9.9.9,127.0.0.1:5353")
    int set(@Parameters(paramLabel = "KEY", description = "Its name.") String key,
            @Parameters(paramLabel = "VALUE", description = "The value; lists with commas.") String value) {
        return changed(configuration.get().set(key, value));
    }

    @Command(name = "unset", description = "Puts the default in its place.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh config unset identity_domain")
    int unset(@Parameters(paramLabel = "KEY", description = "Its name.") String key) {
        return changed(configuration.get().unset(key));
    }

    private int changed(ClientResult<Setting> result) {
        return session.end(result, setting -> session.done(json -> put(json, setting), out -> out.println(line(setting))));
    }

    @Command(name = "list", description = "Shows all settings; secrets are masked.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh config list --json")
    int list() {
        return session.end(configuration.get().list(), settings -> session.done(json -> {
            ObjectNode all = json.putObject("settings");
            settings.forEach(setting -> value(all, setting.name(), setting));
        }, out -> settings.forEach(setting -> out.println(line(setting)))));
    }

    private static String line(Setting setting) {
        return setting.name() + ": " + setting.value();
    }

    private static void put(ObjectNode json, Setting setting) {
        value(json.put("key", setting.name()), "value", setting);
    }

    private static void value(ObjectNode json, String member, Setting setting) {
        switch (setting.kind()) {
            case TEXT -> json.put(member, setting.value());
            case NUMBER -> json.put(member, Long.parseLong(setting.value()));
            case TRUTH -> json.put(member, Boolean.parseBoolean(setting.value()));
            case LIST -> {
                var items = json.putArray(member);
                if (!setting.value().isEmpty()) {
                    for (String item : setting.value().split(",")) {
                        items.add(item);
                    }
                }
            }
        }
    }
}
