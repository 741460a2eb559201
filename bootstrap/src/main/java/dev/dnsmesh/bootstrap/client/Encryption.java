package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.dns.client.HomeNode;
import dev.dnsmesh.adapters.dns.client.SecureTransports;
import dev.dnsmesh.adapters.dns.client.TlsTrust;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore.Loaded;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.bootstrap.platform.EventLoops;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** TLS and HTTPS of one run: whom it trusts, and how the home node is reached (client.md 19.5). */
final class Encryption implements AutoCloseable {
    private static final String DOT_PORT = "DMP_NODE_DOT_PORT";

    private final Session session;
    private final Supplier<Loaded> loaded;
    private final Lazy<TlsTrust> trust = new Lazy<>(this::trusted);
    private final Lazy<Vertx> vertx = new Lazy<>(() -> Vertx.vertx(EventLoops.options().setEventLoopPoolSize(1).setUseDaemonThread(true)
            .setBlockedThreadCheckInterval(1).setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS))); // a busy machine is nothing to tell a user
    private final SecureTransports transports = new SecureTransports(trust, vertx);
    private final Lazy<HomeNode> home = new Lazy<>(this::homeNode);

    /** @param loaded the configuration, read when it is first needed */
    Encryption(Session session, Supplier<Loaded> loaded) {
        this.session = session;
        this.loaded = loaded;
    }

    SecureTransports transports() {
        return transports;
    }

    HomeNode home() {
        return home.get();
    }

    /** For HTTP calls; empty where the JDK's authorities are all there is to it. */
    Optional<SSLContext> httpContext() {
        return settings().filter(settings -> !settings.ours().tlsCaFile().isEmpty()).map(settings -> trust.get().context());
    }

    private HomeNode homeNode() {
        String word = session.invocation().nodeTransport().orElseGet(() -> settings().map(s -> s.ours().nodeTransport()).orElse(""));
        NodeTransport transport = NodeTransport.parse(word).orElseGet(() -> {
            session.warning("node_transport " + word + " is not one of auto, dns, dot, doh, http; auto holds");
            return NodeTransport.AUTO;
        });
        return settings().map(settings -> HomeNode.of(settings, transport, dotPort())).orElse(HomeNode.NONE);
    }

    private int dotPort() {
        Optional<String> text = session.invocation().variable(DOT_PORT);
        Optional<Integer> port = text.map(String::trim).filter(digits -> digits.matches("[0-9]{1,5}")).map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= 65_535);
        if (text.isPresent() && port.isEmpty()) {
            session.warning(DOT_PORT + "=" + text.get() + " is not a port; " + HomeNode.DOT_PORT + " holds");
        }
        return port.orElse(HomeNode.DOT_PORT);
    }

    /** A file that cannot be used makes nothing trusted that was not before. */
    private TlsTrust trusted() {
        Optional<Path> file = settings().map(settings -> settings.ours().tlsCaFile()).filter(text -> !text.isEmpty()).map(this::file);
        return switch (TlsTrust.of(file)) {
            case TlsTrust.Made.Usable(var usable) -> usable;
            case TlsTrust.Made.Unusable(String why) -> {
                session.warning(why);
                yield ((TlsTrust.Made.Usable) TlsTrust.of(Optional.empty())).trust();
            }
        };
    }

    private Path file(String text) {
        String home = System.getProperty("user.home");
        return text.startsWith("~/") ? Path.of(home, text.substring(2)) : session.invocation().configHome().resolve(text);
    }

    private Optional<ClientSettings> settings() {
        return switch (loaded.get()) {
            case Loaded.Found(var settings) -> Optional.of(settings);
            case Loaded.Absent _, Loaded.Broken _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        transports.close();
        vertx.made().ifPresent(made -> made.close().await());
    }
}
