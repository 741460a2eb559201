package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dnsmesh.application.client.port.in.DiscoverResolvers;
import dev.dnsmesh.application.client.port.in.ListResolvers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code resolvers discover|list}. */
@Command(name = "resolvers", description = "The resolvers that names are read through.")
public final class ResolversCommand {
    private static final int MAX_SECONDS = 600;

    private final Session session;
    private final Supplier<DiscoverResolvers> discovering;
    private final Supplier<ListResolvers> listing;

    @Spec
    private CommandSpec spec;

    public ResolversCommand(Session session, Supplier<DiscoverResolvers> discovering, Supplier<ListResolvers> listing) {
        this.session = session;
        this.discovering = discovering;
        this.listing = listing;
    }

    @Network
    @Command(name = "discover", description = "Asks the public resolvers which of them work from here.",
            footerHeading = "%nExample:%n", footer = "  dnsmesh resolvers discover --save")
    int discover(@Option(names = "--save", description = "Put the working ones in the place of dns_resolvers.") boolean save,
                 @Option(names = "--timeout", paramLabel = "S", defaultValue = "2.0",
                         description = "Seconds for each of them (default: ${DEFAULT-VALUE}).") double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--timeout must be a positive number of seconds");
        }
        return session.end(discovering.get().discover(Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))), save),
                found -> session.done(json -> {
                    add(json.putArray("working"), found.working());
                    json.put("asked", found.asked()).put("saved", found.saved());
                }, out -> {
                    found.working().forEach(out::println);
                    if (found.saved()) {
                        out.println("saved as dns_resolvers");
                    }
                }));
    }

    @Command(name = "list", description = "Shows dns_resolvers, one a line.",
            footerHeading = "%nExample:%n", footer = "  dnsmesh resolvers list")
    int list() {
        return session.end(listing.get().resolvers(), resolvers -> session.done(json -> add(json.putArray("resolvers"), resolvers), out -> {
            resolvers.forEach(out::println);
            if (resolvers.isEmpty()) {
                out.println("(none: the system's are used)");
            }
        }));
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
