package dev.dnsmesh.application.client.usecase.resolvers;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.DiscoverResolvers;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe.Answer;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Readers;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks each candidate for a name that exists everywhere. */
public final class DiscoverResolversUseCase implements DiscoverResolvers {
    private static final OwnerName EXISTING = OwnerName.parse("google.com").orElseThrow();

    private final Configuration configuration;
    private final ResolverProbe probe;
    private final List<String> candidates;
    private final Progress progress;

    public DiscoverResolversUseCase(Configuration configuration, ResolverProbe probe, List<String> candidates, Progress progress) {
        this.configuration = configuration;
        this.probe = probe;
        this.candidates = List.copyOf(candidates);
        this.progress = progress;
    }

    @Override
    public ClientResult<Discovered> discover(Duration limit, boolean save) {
        if (save && configuration.load() instanceof ClientResult.Failed<ClientSettings>(var failure)) {
            return failure.result();
        }
        List<String> working = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            progress.at("asking resolvers", i, candidates.size());
            switch (probe.ask(candidates.get(i), EXISTING, limit)) {
                case Answer.Records _, Answer.NoSuchName _ -> working.add(candidates.get(i));
                case Answer.NoData _, Answer.Refused _, Answer.Failed _ -> {
                }
            }
        }
        progress.at("asking resolvers", candidates.size(), candidates.size());
        if (working.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.UNREACHABLE, "none of " + candidates.size()
                    + " public resolvers answers; port 53 may be blocked here: use the network's own resolver with"
                    + " dnsmesh config set dns_resolvers ADDRESS, or one over TLS or HTTPS with --resolver");
        }
        var discovered = new Discovered(working, candidates.size(), save);
        return !save ? ClientResult.done(discovered) : configuration.change(settings -> with(settings, working)).map(_ -> discovered);
    }

    private static ClientSettings with(ClientSettings settings, List<String> resolvers) {
        Readers now = settings.readers();
        return settings.withReaders(new Readers(now.dnsHost(), now.dnsPort(), resolvers, now.dnssecRequired()));
    }
}
