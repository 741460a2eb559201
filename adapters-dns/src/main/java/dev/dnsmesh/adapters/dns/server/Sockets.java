package dev.dnsmesh.adapters.dns.server;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet4Address;
import java.net.InetAddress;
import jdk.net.ExtendedSocketOptions;

/**
 * Which sockets the event loops of Vert.x take: native ones on Linux, else those of the JDK. Kernel option numbers are
 * Linux's, which the native ones run on only.
 */
record Sockets(EventLoopGroup loops, boolean isNative) {
    /** Set DF, and do not believe path MTU messages, which anybody can forge: IP_PMTUDISC_PROBE. */
    private static final int DONT_FRAGMENT = 3;
    private static final IntegerUnixChannelOption IPV4_MTU_DISCOVER = new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);
    private static final IntegerUnixChannelOption IPV6_MTU_DISCOVER = new IntegerUnixChannelOption("IPV6_MTU_DISCOVER", 41, 23);

    static Sockets of(Vertx vertx) {
        return new Sockets(((VertxInternal) vertx).nettyEventLoopGroup(), vertx.isNativeTransportEnabled());
    }

    /** A datagram socket of the family of the address, don't-fragment set. */
    DatagramChannel datagram(InetAddress address) {
        boolean ipv4 = address instanceof Inet4Address;
        SocketProtocolFamily family = ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        if (isNative) {
            EpollDatagramChannel channel = new EpollDatagramChannel(family);
            channel.config().setOption(ipv4 ? IPV4_MTU_DISCOVER : IPV6_MTU_DISCOVER, DONT_FRAGMENT);
            return channel;
        }
        NioDatagramChannel channel = new NioDatagramChannel(family);
        channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.IP_DONTFRAGMENT), true);
        return channel;
    }

    /** Several datagrams a system call, each in a slot of this many octets. */
    void readInBatches(DatagramChannel channel, int slot) {
        if (isNative) {
            channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, slot);
        }
    }

    /** Several sockets share one address, and the kernel spreads the senders over them. */
    boolean sharePort(DatagramChannel channel) {
        return isNative && channel.config().setOption(EpollChannelOption.SO_REUSEPORT, true);
    }

    ChannelFactory<ServerChannel> listening() {
        return isNative ? EpollServerSocketChannel::new : NioServerSocketChannel::new;
    }
}
