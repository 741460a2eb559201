package dev.dnsmesh.application.client.port.in;

import java.util.List;

/** {@code config}: settings of config.yaml and client.yaml by name, typed and validated (cli.md 15). */
public interface ChangeConfiguration {
    /** Every setting; secrets are masked. */
    ClientResult<List<Setting>> list();

    /** One setting, a secret too. */
    ClientResult<Setting> read(String name);

    /** Fails with {@code bad_config} where the value does not fit. */
    ClientResult<Setting> set(String name, String value);

    /** Puts the default in its place. */
    ClientResult<Setting> unset(String name);

    /** What kind of value it is. */
    enum Kind { TEXT, NUMBER, TRUTH, LIST }

    /** @param value as a person writes it, a list with commas; empty = not set */
    record Setting(String name, Kind kind, String value) {
    }
}
