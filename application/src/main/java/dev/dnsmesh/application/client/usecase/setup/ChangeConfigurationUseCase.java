package dev.dnsmesh.application.client.usecase.setup;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ChangeConfiguration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.SettingsFields;
import dev.dnsmesh.application.client.port.out.SettingsFields.Changed;
import dev.dnsmesh.application.client.port.out.SettingsFields.Field;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and changes single settings. */
public final class ChangeConfigurationUseCase implements ChangeConfiguration {
    private static final Set<String> SECRETS = Set.of("http_token", "tsig_secret_hex", "cluster_node_token");
    private static final String MASK = "********";
    private static final String PROVIDER_ALIAS = "claim-provider";
    private static final String PROVIDER = "claim_provider_override";

    private final Configuration configuration;
    private final SettingsFields fields;

    public ChangeConfigurationUseCase(Configuration configuration, SettingsFields fields) {
        this.configuration = configuration;
        this.fields = fields;
    }

    @Override
    public ClientResult<List<Setting>> list() {
        return configuration.load().map(settings -> fields.of(settings).stream()
                .map(field -> SECRETS.contains(field.name()) && !field.text().isEmpty() ? setting(field, MASK) : setting(field, field.text()))
                .toList());
    }

    @Override
    public ClientResult<Setting> read(String name) {
        return configuration.load().then(settings -> field(settings, name)).map(field -> setting(field, field.text()));
    }

    @Override
    public ClientResult<Setting> set(String name, String value) {
        String known = known(name);
        return SettingRules.normalised(known, value).then(text -> change(name, Optional.of(text)))
                .then(setting -> setting.value().isEmpty() && !value.isBlank()
                        ? ClientResult.failed(ClientErrorCode.BAD_CONFIG, known + " has no effect without tsig_key_name; set that first")
                        : ClientResult.done(setting));
    }

    @Override
    public ClientResult<Setting> unset(String name) {
        return change(name, Optional.empty());
    }

    private ClientResult<Setting> change(String name, Optional<String> text) {
        return configuration.judge(settings -> field(settings, name).then(field -> switch (fields.with(settings, field.name(), text)) {
            case Changed.Done(var changed) -> ClientResult.done(changed);
            case Changed.Misfit(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, why);
        })).then(settings -> field(settings, name)).map(field -> setting(field, field.text()));
    }

    private ClientResult<Field> field(ClientSettings settings, String name) {
        List<Field> all = fields.of(settings);
        return all.stream().filter(field -> field.name().equals(known(name))).findFirst().map(ClientResult::done)
                .orElseGet(() -> ClientFailure.of(ClientErrorCode.USAGE, name.equals("contacts")
                        ? "contacts are changed with: dnsmesh contacts" : "no setting is called '" + name + "'; see: dnsmesh config list")
                        .withExit(1).result());
    }

    private static String known(String name) {
        return name.equals(PROVIDER_ALIAS) ? PROVIDER : name;
    }

    private static Setting setting(Field field, String value) {
        return new Setting(field.name(), switch (field.kind()) {
            case TEXT -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case TRUTH -> Kind.TRUTH;
            case LIST -> Kind.LIST;
        }, value);
    }
}
