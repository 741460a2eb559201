package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.client.Question.Said;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Reads names through a list of resolvers with health and failover (client.md 14.2, 14.3, 14.5). A server that failed
 * cools down for a minute: it is asked last, never left out.
 */
public final class ResolverPool implements TxtResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverPool.class);

    /** How a pool behaves. {@code directPort} is where a zone's own name servers are asked (14.5). */
    public record Settings(Duration perTry, boolean dnssecRequired, int directPort) {
        public static final Settings DEFAULTS = new Settings(Duration.ofSeconds(3), false, 53);
    }

    private final List<UpstreamHealth> upstreams;
    private final Settings settings;
    private final RandomGenerator random;
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();

    /** @param secure for those of the servers that are asked over TLS or HTTPS */
    public ResolverPool(List<Upstream> upstreams, Settings settings, TimeSource time, RandomGenerator random, SecureTransports secure) {
        this.upstreams = upstreams.stream().map(u -> new UpstreamHealth(u, stream(u, secure), time)).toList();
        this.settings = settings;
        this.random = random;
    }

    private Exchange stream(Upstream upstream, SecureTransports secure) {
        return switch (upstream) {
            case Upstream.Plain(var server) -> Exchange.tcp(server);
            case Upstream.Tls tls -> secure.to(tls, this::addressesOfServer);
            case Upstream.Https https -> secure.to(https, this::addressesOfServer);
        };
    }

    /** Of a server that is known by name: as the others say that can be reached without one. */
    private List<InetAddress> addressesOfServer(String host) {
        Optional<Name> name = hostName(host);
        for (int type : new int[] {Type.A, Type.AAAA}) {
            for (UpstreamHealth upstream : UpstreamHealth.inOrder(upstreams)) {
                if (name.isPresent() && isReachedByAddress(upstream.upstream())
                        && askOne(upstream, new Question(name.get(), type)) instanceof Said.Data(var records, var _)) {
                    return Question.addresses(records);
                }
            }
        }
        return List.of();
    }

    private static boolean isReachedByAddress(Upstream upstream) {
        return switch (upstream) {
            case Upstream.Plain _ -> true;
            case Upstream.Tls tls -> Upstream.literal(tls.host()).isPresent();
            case Upstream.Https https -> Upstream.literal(https.host()).isPresent();
        };
    }

    /** Names asked so far, and how many of them got an answer from some server. */
    public long queries() {
        return queries.get();
    }

    public long answers() {
        return answers.get();
    }

    @Override
    public Lookup lookup(OwnerName name) {
        return switch (ask(absolute(name.text()), Type.TXT, true)) {
            case Said.Data(var records, var _) -> new Lookup.Found(Question.values(records));
            case Said.Nothing _, Said.Truncated _ -> new Lookup.Absent();
            case Said.Useless(var why, var _) -> new Lookup.Unreachable(why);
        };
    }

    /** A over all servers, then AAAA. */
    List<InetAddress> addresses(String host) {
        Optional<Name> name = hostName(host);
        if (name.isEmpty()) {
            return List.of();
        }
        for (int type : new int[] {Type.A, Type.AAAA}) {
            if (ask(name.get(), type, false) instanceof Said.Data(var records, var _)) {
                return Question.addresses(records);
            }
        }
        return List.of();
    }

    List<String> nameServers(String host) {
        return hostName(host).map(name -> ask(name, Type.NS, false) instanceof Said.Data(var records, var _)
                ? Question.nameServers(records).stream().map(n -> n.toString(true)).toList()
                : List.<String>of()).orElse(List.of());
    }

    /**
     * @param contradicts data from a later server proves an earlier "nothing" wrong; for addresses and NS it does not
     */
    private Said ask(Name name, int type, boolean contradicts) {
        queries.incrementAndGet();
        var question = new Question(name, type);
        List<UpstreamHealth> undecided = new ArrayList<>();
        String why = "no resolver is configured";
        boolean onlyServfail = !upstreams.isEmpty();
        Said.Nothing nothing = null;
        for (UpstreamHealth upstream : UpstreamHealth.inOrder(upstreams)) {
            Said said = askOne(upstream, question);
            switch (said) {
                case Said.Data(var _, var authentic) when settings.dnssecRequired && !authentic -> {
                    LOG.warn("{}: an answer without the AD flag was dropped (dnssec_required)", upstream);
                    upstream.failed();
                    onlyServfail = false;
                    why = "answers without the AD flag";
                }
                case Said.Nothing(var authentic) when settings.dnssecRequired && !authentic -> {
                    LOG.info("{}: a negative answer without the AD flag was dropped (dnssec_required)", upstream);
                    upstream.failed();
                    onlyServfail = false;
                    why = "answers without the AD flag";
                }
                case Said.Data _ -> {
                    upstream.succeeded();
                    if (contradicts) {
                        undecided.forEach(UpstreamHealth::failed);
                    } else {
                        undecided.forEach(UpstreamHealth::succeeded);
                    }
                    answers.incrementAndGet();
                    return said;
                }
                case Said.Nothing n -> {
                    undecided.add(upstream);
                    onlyServfail = false;
                    nothing = n;
                }
                case Said.Useless(var reason, var servfail) -> {
                    upstream.failed();
                    onlyServfail &= servfail;
                    why = upstream + ": " + reason;
                }
                case Said.Truncated _ -> {
                    upstream.failed();
                    onlyServfail = false;
                    why = upstream + ": truncated over TCP";
                }
            }
        }
        if (nothing != null) {
            undecided.forEach(UpstreamHealth::succeeded);
            answers.incrementAndGet();
            return nothing;
        }
        if (onlyServfail && type == Type.TXT && !settings.dnssecRequired) {
            Optional<Said> direct = askZoneItself(question);
            if (direct.isPresent()) {
                answers.incrementAndGet();
                return direct.get();
            }
        }
        return new Said.Useless(why, onlyServfail);
    }

    private Said askOne(UpstreamHealth upstream, Question question) {
        if (!upstream.enter(settings.perTry)) {
            return new Said.Useless("too many queries in flight", false);
        }
        try {
            return switch (upstream.upstream()) {
                case Upstream.Plain(var server) -> {
                    byte[] query = question.wire(random, false, settings.dnssecRequired);
                    Said said = question.read(Exchange.udp(server).ask(query, settings.perTry));
                    yield said instanceof Said.Truncated ? overTcp(upstream.stream(), question) : said;
                }
                case Upstream.Tls _, Upstream.Https _ ->
                        question.read(upstream.stream().ask(question.padded(random, settings.dnssecRequired), settings.perTry));
            };
        } catch (IOException failed) {
            return new Said.Useless(failed.getMessage() == null ? "unreachable" : failed.getMessage(), false);
        } finally {
            upstream.leave();
        }
    }

    private Said overTcp(Exchange stream, Question question) throws IOException {
        return question.read(stream.ask(
                question.wire(random, true, settings.dnssecRequired), settings.perTry));
    }

    /** Every resolver said SERVFAIL: they may have hit a node's TCP payload limit; its own servers may answer (14.5). */
    private Optional<Said> askZoneItself(Question question) {
        Name zone = question.name();
        while (zone.labels() > 2) {
            zone = new Name(zone, 1);
            List<Name> servers = nameServersOf(zone);
            if (servers.isEmpty()) {
                continue;
            }
            for (Name server : servers) {
                for (InetAddress address : addresses(server.toString(true))) {
                    try {
                        Said said = overTcp(Exchange.tcp(new InetSocketAddress(address, settings.directPort)), question);
                        if (said instanceof Said.Data || said instanceof Said.Nothing) {
                            return Optional.of(said);
                        }
                    } catch (IOException unreachable) {
                        LOG.debug("{} did not answer directly: {}", address, unreachable.getMessage());
                    }
                }
            }
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** NS lookups on behalf of another question do not count as questions of the user's. */
    private List<Name> nameServersOf(Name zone) {
        var question = new Question(zone, Type.NS);
        for (UpstreamHealth upstream : UpstreamHealth.inOrder(upstreams)) {
            if (askOne(upstream, question) instanceof Said.Data(var records, var _)) {
                return Question.nameServers(records);
            }
        }
        return List.of();
    }

    private static Name absolute(String text) {
        try {
            return Name.fromString(text + ".");
        } catch (TextParseException impossible) {
            throw new IllegalStateException("an owner name is a DNS name: " + text, impossible);
        }
    }

    private static Optional<Name> hostName(String host) {
        return OwnerName.parse(host).map(name -> absolute(name.text()));
    }
}
