package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.dns.client.DnsUpdateSender;
import dev.dnsmesh.adapters.dns.client.FallbackResolver;
import dev.dnsmesh.adapters.dns.client.PooledHostResolver;
import dev.dnsmesh.adapters.dns.client.ResolverPool;
import dev.dnsmesh.adapters.dns.client.SecureTransports;
import dev.dnsmesh.adapters.http.client.HttpNodeApi;
import dev.dnsmesh.adapters.storage.home.HomeClientLock;
import dev.dnsmesh.adapters.storage.home.HomeSettingsStore;
import dev.dnsmesh.adapters.storage.home.HomeSharedFiles;
import dev.dnsmesh.adapters.storage.home.HomeTokenFiles;
import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import dev.dnsmesh.application.client.port.out.HostResolver;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.SystemRandomSource;
import dev.dnsmesh.bootstrap.platform.SystemTimeSource;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What the client's use cases are made of. Every part is made when it is first asked for, at the earliest while a command
 * runs: the directories are not known before.
 */
final class ClientParts implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final Session session;
    private final TimeSource time = new SystemTimeSource();
    private final Lazy<RandomSource> random = new Lazy<>(SystemRandomSource::new);
    private final Lazy<ClientEnvironment> environment;
    private final Lazy<ClientSettingsStore> settings;
    private final Lazy<ClientLock> lock;
    private final Lazy<TokenFiles> tokens;
    private final Lazy<SharedFiles> sharedFiles;
    private final Lazy<ClientState> state;
    private final Lazy<ResolverPool> pool;
    private final Lazy<HostResolver> hosts;
    private final Lazy<UpdateSender> updates;
    private final Encryption encryption;
    private final Lazy<TxtResolver> resolver;
    private final Lazy<HttpClient> http = new Lazy<>(this::httpClient);

    ClientParts(Session session) {
        this.session = session;
        environment = new Lazy<>(() -> ClientEnvironment.of(session.invocation().environment()));
        settings = new Lazy<>(() -> new HomeSettingsStore(session.invocation().configHome()));
        lock = new Lazy<>(() -> new HomeClientLock(session.invocation().configHome()));
        tokens = new Lazy<>(() -> new HomeTokenFiles(session.invocation().tokensHome()));
        sharedFiles = new Lazy<>(() -> new HomeSharedFiles(session.invocation().configHome()));
        state = new Lazy<>(() -> storage().open(session.invocation().configHome()));
        encryption = new Encryption(session, new Lazy<>(() -> settings.get().load()));
        pool = new Lazy<>(() -> readers().pool(settings.get().load(), time, new SecureRandom()));
        resolver = new Lazy<>(this::readingResolver);
        hosts = new Lazy<>(() -> new PooledHostResolver(Optional.of(pool.get()), environment.get().systemDnsFallback()));
        updates = new Lazy<>(() -> new DnsUpdateSender(hosts(), encryption::home, encryption.transports(), time,
                new SecureRandom(), Thread::sleep));
    }

    private Readers readers() {
        return new Readers(session.invocation().resolvers(), session, encryption.transports());
    }

    /** Where no resolver can be reached, the home node may be, over TLS or HTTPS. */
    private TxtResolver readingResolver() {
        boolean dnssec = settings.get().load() instanceof ClientSettingsStore.Loaded.Found(var found) && found.readers().dnssecRequired();
        return encryption.home().readers().isEmpty() ? pool.get()
                : new FallbackResolver(pool.get(), new Lazy<>(() -> readers().home(encryption.home(), dnssec, time, new SecureRandom())), time);
    }

    private HttpClient httpClient() {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT);
        encryption.httpContext().ifPresent(builder::sslContext);
        return builder.build();
    }

    Session session() {
        return session;
    }

    TimeSource time() {
        return time;
    }

    RandomSource random() {
        return random.get();
    }

    ClientEnvironment environment() {
        return environment.get();
    }

    ClientSettingsStore settings() {
        return settings.get();
    }

    ClientLock lock() {
        return lock.get();
    }

    TokenFiles tokens() {
        return tokens.get();
    }

    SharedFiles sharedFiles() {
        return sharedFiles.get();
    }

    /** Opened here, closed with the rest. The config directory exists by then. */
    ClientState state() {
        return state.get();
    }

    private static ClientStorage storage() {
        return ServiceLoader.load(ClientStorage.class).findFirst()
                .orElseThrow(() -> new StorageUnavailable("this distribution lacks what keeps a client's state; unpack it again"));
    }

    /** Reads the configuration at its first question, not before. */
    TxtResolver resolver() {
        return name -> resolver.get().lookup(name);
    }

    /** The same. */
    HostResolver hosts() {
        return host -> hosts.get().addressesOf(host);
    }

    UpdateSender updates() {
        return updates.get();
    }

    WriterChoice writerChoice() {
        return new WriterChoice(tokens(), environment(), time, session.invocation().nodeTransport().flatMap(NodeTransport::parse));
    }

    NodeApi node() {
        return new HttpNodeApi(http);
    }

    HttpClient http() {
        return http.get();
    }

    SecureTransports transports() {
        return encryption.transports();
    }

    @Override
    public void close() {
        state.made().ifPresent(ClientState::close);
        http.made().ifPresent(HttpClient::shutdownNow);
        encryption.close();
    }
}
