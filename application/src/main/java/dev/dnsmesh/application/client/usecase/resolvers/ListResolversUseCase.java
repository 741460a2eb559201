package dev.dnsmesh.application.client.usecase.resolvers;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ListResolvers;
import java.util.List;

/** Reads them from the configuration. */
public final class ListResolversUseCase implements ListResolvers {
    private final Configuration configuration;

    public ListResolversUseCase(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public ClientResult<List<String>> resolvers() {
        return configuration.load().map(settings -> settings.readers().dnsResolvers());
    }
}
