package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.CheckSetup;
import dev.dnsmesh.application.client.port.in.ClientResult;
import java.util.List;

/** Runs every examination, whatever the others find. */
public final class CheckSetupUseCase implements CheckSetup {
    private final Configuration configuration;
    private final List<Examination> examinations;

    public CheckSetupUseCase(Configuration configuration, List<Examination> examinations) {
        this.configuration = configuration;
        this.examinations = List.copyOf(examinations);
    }

    @Override
    public ClientResult<Report> check() {
        return configuration.load().map(settings -> new Report(configuration.location(), settings.username(), settings.ownZone(),
                settings.home().endpoint(), examinations.stream().flatMap(each -> each.of(settings).stream()).toList()));
    }
}
