package dev.dnsmesh.adapters.dns.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/** TLS 1.2 and 1.3 in front of a connection. The arithmetic of handshakes is kept off the event loops. */
final class TlsFront implements AutoCloseable {
    /** RFC 7858 names no other application protocol; a client that asks for none is served too. */
    private static final String ALPN = "dot";

    private final SslContext context;
    private final ExecutorService handshakes = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dot-handshake-", 0).factory());

    TlsFront(DotSettings settings) {
        try {
            context = SslContextBuilder.forServer(settings.identity()).sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT, ALPN)).build();
        } catch (SSLException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    SslHandler handler(ByteBufAllocator allocator) {
        return context.newHandler(allocator, handshakes);
    }

    @Override
    public void close() {
        handshakes.shutdownNow();
    }
}
