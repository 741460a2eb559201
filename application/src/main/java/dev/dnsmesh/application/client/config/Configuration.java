package dev.dnsmesh.application.client.config;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Saved;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Loads the configuration, and changes it without losing what others changed meanwhile. */
public final class Configuration {
    private final ClientSettingsStore store;
    private final ExclusiveAccess exclusive;

    public Configuration(ClientSettingsStore store, ExclusiveAccess exclusive) {
        this.store = store;
        this.exclusive = exclusive;
    }

    /** Where config.yaml is or would be. */
    public String location() {
        return store.location();
    }

    /** Fails with {@code no_config} or {@code bad_config}. */
    public ClientResult<ClientSettings> load() {
        return switch (store.load()) {
            case Loaded.Found(var settings) -> ClientResult.done(settings);
            case Loaded.Absent _ -> ClientResult.failed(ClientErrorCode.NO_CONFIG,
                    "no configuration at " + store.location() + "; make one with: dnsmesh init USERNAME");
            case Loaded.Broken(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, why);
        };
    }

    /** Loads, changes and saves under the lock; the result is what was saved. */
    public ClientResult<ClientSettings> change(UnaryOperator<ClientSettings> change) {
        return judge(settings -> ClientResult.done(change.apply(settings)));
    }

    /** The same where the change may turn out not to be one: a failure saves nothing. */
    public ClientResult<ClientSettings> judge(Function<ClientSettings, ClientResult<ClientSettings>> change) {
        return exclusive.during(() -> load().then(before -> change.apply(before)
                .then(after -> after.equals(before) ? ClientResult.done(after) : save(after))));
    }

    /** Saves under the lock, whatever is there. */
    public ClientResult<ClientSettings> replace(ClientSettings settings) {
        return exclusive.during(() -> save(settings));
    }

    private ClientResult<ClientSettings> save(ClientSettings settings) {
        return switch (store.save(settings)) {
            case Saved.Done _ -> ClientResult.done(settings);
            case Saved.Failed(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, "cannot save the configuration: " + why);
        };
    }
}
