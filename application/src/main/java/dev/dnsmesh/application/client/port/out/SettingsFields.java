package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;
import java.util.Optional;

/** Settings by the names they have in config.yaml and client.yaml (client.md 16.1, 16.7); contacts are not among them. */
public interface SettingsFields {
    /** Every known field, those of config.yaml first, each file's by name. */
    List<Field> of(ClientSettings settings);

    /**
     * The settings with one known field changed.
     *
     * @param text as a person writes it, a list with commas; empty = the field's default
     */
    Changed with(ClientSettings settings, String name, Optional<String> text);

    enum Kind { TEXT, NUMBER, TRUTH, LIST }

    /** @param text empty = not set */
    record Field(String name, Kind kind, String text) {
    }

    sealed interface Changed {
        record Done(ClientSettings settings) implements Changed {
        }

        /** The text does not fit the field; one line. */
        record Misfit(String why) implements Changed {
        }
    }
}
