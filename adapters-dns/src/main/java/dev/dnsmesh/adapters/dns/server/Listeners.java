package dev.dnsmesh.adapters.dns.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bound sockets: for each address UDP, as many times as there are loops for it, and TCP on the same port; TLS on one of its own. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    /** One octet more than the largest request would do; a longer datagram is cut to this, and so still seen to be too long. */
    private static final int SLOT = RequestHandler.MAX_UDP_REQUEST + 8;
    private static final int BATCH = 32;
    private static final int SOCKET_BUFFER = 1 << 20;
    private static final int BACKLOG = 128;
    private static final int PORT_ATTEMPTS = 50;
    private static final WriteBufferWaterMark UDP_WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);
    private static final WriteBufferWaterMark TCP_WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final Sockets sockets;
    private final ServerParts parts;
    private final DnsServerSettings settings;
    private final Map<InetAddress, Bound> bound = new LinkedHashMap<>();
    private final Optional<Integer> dot;
    private int port;
    private int dotPort;

    /** @param dot port of TLS; empty = none */
    Listeners(Sockets sockets, ServerParts parts, Optional<Integer> dot) {
        this.sockets = sockets;
        this.parts = parts;
        this.settings = parts.services().settings();
        this.dot = dot;
        this.port = settings.port();
        this.dotPort = dot.orElse(0);
    }

    private record Bound(List<Channel> datagrams, List<Channel> accepting) {
        void close() {
            datagrams.forEach(channel -> channel.close().syncUninterruptibly());
            closeAccepting();
        }

        void closeAccepting() {
            accepting.forEach(channel -> channel.close().syncUninterruptibly());
        }
    }

    /** A place that somebody else has, or that this host has not. */
    private static final class Unbindable extends Exception {
        private static final long serialVersionUID = 1;

        Unbindable(InetSocketAddress address, Throwable cause) {
            super("cannot bind " + address + ": " + cause.getMessage(), cause);
        }
    }

    /** Binds all; throws {@link UncheckedIOException} and binds nothing where it cannot. */
    void bind() {
        for (int attempt = 1; ; attempt++) {
            try {
                bindAll();
                return;
            } catch (Unbindable refused) {
                close();
                if (settings.port() != 0 && dot.orElse(1) != 0 || attempt == PORT_ATTEMPTS) {
                    throw new UncheckedIOException(new IOException(refused.getMessage(), refused));
                }
                port = settings.port();
                dotPort = dot.orElse(0);
            }
        }
    }

    private void bindAll() throws Unbindable {
        if (!settings.everyAddress()) {
            for (InetAddress address : settings.addresses()) {
                bind(address);
            }
            return;
        }
        for (InetAddress address : LocalAddresses.all()) {
            bindIfPossible(address);
        }
        if (bound.isEmpty()) {
            throw new Unbindable(new InetSocketAddress(port), new IOException("no address of this host could be bound"));
        }
    }

    private void bindIfPossible(InetAddress address) throws Unbindable {
        try {
            bind(address);
        } catch (Unbindable refused) {
            if (settings.port() == 0 && !bound.isEmpty()) {
                throw refused;
            }
            LOG.warn("{}", refused.getMessage());
        }
    }

    private void bind(InetAddress address) throws Unbindable {
        List<Channel> datagrams = new ArrayList<>();
        List<Channel> accepting = new ArrayList<>();
        bound.put(address, new Bound(datagrams, accepting));
        try {
            for (int i = 0; i < settings.udpLoops(); i++) {
                datagrams.add(bindDatagrams(address));
            }
            bindAccepting(address, accepting);
            if (dot.isPresent()) {
                accepting.add(bindAccepting(address, dotPort, new Accepted(parts.tls())));
                dotPort = ((InetSocketAddress) accepting.getLast().localAddress()).getPort();
            }
        } catch (Unbindable refused) {
            bound.remove(address).close();
            throw refused;
        }
    }

    /** Where a port was asked for and TCP cannot have it, UDP does without. */
    private void bindAccepting(InetAddress address, List<Channel> accepting) throws Unbindable {
        try {
            accepting.add(bindAccepting(address, port, new Accepted(Optional.empty())));
        } catch (Unbindable refused) {
            if (settings.port() == 0) {
                throw refused;
            }
            LOG.warn("{}; UDP only", refused.getMessage());
        }
    }

    private Channel bindDatagrams(InetAddress address) throws Unbindable {
        DatagramChannel socket = sockets.datagram(address);
        sockets.readInBatches(socket, SLOT);
        if (settings.udpLoops() > 1) {
            sockets.sharePort(socket);
        }
        Bootstrap bootstrap = new Bootstrap().group(sockets.loops()).channelFactory(() -> socket)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SLOT * (sockets.isNative() ? BATCH : 1)))
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UDP_WATER_MARK)
                .handler(new UdpRequests(parts));
        Channel channel = bound(bootstrap.bind(address, port), new InetSocketAddress(address, port));
        port = ((InetSocketAddress) channel.localAddress()).getPort();
        return channel;
    }

    private Channel bindAccepting(InetAddress address, int at, Accepted accepted) throws Unbindable {
        ServerBootstrap bootstrap = new ServerBootstrap().group(sockets.loops())
                .channelFactory(sockets.listening())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, TCP_WATER_MARK)
                .childHandler(accepted);
        return bound(bootstrap.bind(address, at), new InetSocketAddress(address, at));
    }

    private static Channel bound(ChannelFuture binding, InetSocketAddress address) throws Unbindable {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new Unbindable(address, binding.cause());
        }
        return binding.channel();
    }

    private final class Accepted extends ChannelInitializer<SocketChannel> {
        private final Optional<TlsFront> tls;

        Accepted(Optional<TlsFront> tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (parts.isStopping() || channel.remoteAddress() == null) {
                channel.close();
                return;
            }
            TcpConnection connection = new TcpConnection(parts, channel);
            if (tls.isPresent() && !parts.admitsStream(connection.source())) {
                // a handshake costs more than an answer does
                parts.services().outcomes().rateLimited();
                channel.close();
            } else if (parts.connections().admit(connection, connection.source())) {
                tls.ifPresent(front -> channel.pipeline().addLast(front.handler(channel.alloc())));
                channel.pipeline().addLast(connection);
            } else {
                parts.services().outcomes().overloaded();
                channel.close();
            }
        }
    }

    /** Follows the addresses of this host, where no others were asked for. */
    void refresh() {
        if (!settings.everyAddress()) {
            return;
        }
        Set<InetAddress> present = Set.copyOf(LocalAddresses.all());
        List<InetAddress> lost = bound.keySet().stream().filter(address -> !present.contains(address)).toList();
        lost.forEach(address -> bound.remove(address).close());
        for (InetAddress address : present) {
            if (!bound.containsKey(address)) {
                try {
                    bind(address);
                } catch (Unbindable refused) {
                    LOG.warn("{}", refused.getMessage());
                }
            }
        }
    }

    List<InetSocketAddress> addresses() {
        return bound.keySet().stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    List<InetSocketAddress> dotAddresses() {
        return dot.isEmpty() ? List.of() : bound.keySet().stream().map(address -> new InetSocketAddress(address, dotPort)).toList();
    }

    void closeAccepting() {
        bound.values().forEach(Bound::closeAccepting);
    }

    void close() {
        bound.values().forEach(Bound::close);
        bound.clear();
    }
}
