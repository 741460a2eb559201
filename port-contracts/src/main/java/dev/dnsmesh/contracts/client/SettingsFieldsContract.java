package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.SettingsFields;
import dev.dnsmesh.application.client.port.out.SettingsFields.Changed;
import dev.dnsmesh.application.client.port.out.SettingsFields.Field;
import dev.dnsmesh.application.client.port.out.SettingsFields.Kind;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link SettingsFields} (client.md 16.1, 16.7): what is shown can be set, and nothing else changes. */
public interface SettingsFieldsContract {
    SettingsFields newFields();

    @Test
    default void every_field_has_one_name_and_contacts_are_none() {
        assertThat(newFields().of(SampleSettings.used("alice"))).extracting(Field::name).doesNotHaveDuplicates()
                .contains("username", "endpoint", "dns_resolvers", "message_ttl").doesNotContain("contacts");
        assertThat(newFields().of(SampleSettings.fresh("alice"))).extracting(Field::name)
                .isEqualTo(newFields().of(SampleSettings.used("bob")).stream().map(Field::name).toList());
    }

    @Test
    default void a_field_that_is_set_to_what_it_shows_changes_nothing() {
        ClientSettings settings = SampleSettings.used("alice");
        for (Field field : newFields().of(settings)) {
            if (!field.text().isEmpty()) {
                assertThat(newFields().with(settings, field.name(), Optional.of(field.text()))).as(field.name())
                        .isEqualTo(new Changed.Done(settings));
            }
        }
    }

    @Test
    default void one_field_is_changed_and_goes_back_to_its_default() {
        ClientSettings settings = SampleSettings.fresh("alice");
        for (String[] change : new String[][] {{"endpoint", "https://n.test"}, {"dns_resolvers", "192.0.2.1,192.0.2.2"},
                {"message_ttl", "300"}, {"allow_tofu", "true"}}) {
            ClientSettings changed = done(newFields().with(settings, change[0], Optional.of(change[1])));
            List<Field> different = newFields().of(changed).stream().filter(field -> !newFields().of(settings).contains(field)).toList();
            assertThat(different).singleElement().satisfies(field -> {
                assertThat(field.name()).isEqualTo(change[0]);
                assertThat(field.text()).isEqualTo(change[1]);
            });
        }
        ClientSettings other = done(newFields().with(settings, "message_ttl", Optional.of("300")));
        assertThat(newFields().with(other, "message_ttl", Optional.empty())).isEqualTo(new Changed.Done(settings));
    }

    @Test
    default void a_text_that_does_not_fit_is_told_in_one_line() {
        for (Field field : newFields().of(SampleSettings.used("alice"))) {
            if (field.kind() == Kind.NUMBER || field.kind() == Kind.TRUTH) {
                assertThat(newFields().with(SampleSettings.used("alice"), field.name(), Optional.of("some"))).as(field.name())
                        .isInstanceOfSatisfying(Changed.Misfit.class, misfit -> assertThat(misfit.why()).isNotBlank().doesNotContain("\n"));
            }
        }
    }

    private static ClientSettings done(Changed changed) {
        return switch (changed) {
            case Changed.Done(var settings) -> settings;
            case Changed.Misfit(var why) -> throw new AssertionError(why);
        };
    }
}
