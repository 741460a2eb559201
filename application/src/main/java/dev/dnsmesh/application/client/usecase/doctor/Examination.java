package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.settings.ClientSettings;
import java.util.List;

/** Some checks that belong together; none where they do not apply. */
@FunctionalInterface
public interface Examination {
    List<Check> of(ClientSettings settings);
}
