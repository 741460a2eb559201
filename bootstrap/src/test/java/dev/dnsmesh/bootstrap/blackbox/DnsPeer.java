package dev.dnsmesh.bootstrap.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * Somebody who talks to a node from a loopback address of his own, so that the limits per address which the node has by
 * default count for him alone.
 */
final class DnsPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final AtomicInteger PEERS = new AtomicInteger();

    private final int port;
    private final InetAddress own;
    private final DatagramSocket udp;

    private DnsPeer(int port, InetAddress own) throws IOException {
        this.port = port;
        this.own = own;
        udp = new DatagramSocket(new InetSocketAddress(own, 0));
        udp.connect(InetAddress.getLoopbackAddress(), port);
        udp.setSoTimeout(PATIENCE_MILLIS);
    }

    static DnsPeer of(NodeUnderTest node) {
        int number = PEERS.incrementAndGet();
        try {
            return new DnsPeer(node.dnsPort(), InetAddress.getByAddress(new byte[] {127, 1, (byte) (number >>> 8), (byte) number}));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A response, looked into with dnsjava. */
    record Response(byte[] octets) {
        int rcode() {
            return octets[3] & 0xf;
        }

        int flags() {
            return (octets[2] & 0xff) << 8 | octets[3] & 0xf0;
        }

        boolean isHeaderOnly() {
            return octets.length == 12;
        }

        int answers() {
            return message().getSection(Section.ANSWER).size();
        }

        Message message() {
            try {
                return new Message(octets);
            } catch (IOException malformed) {
                throw new AssertionError("not a DNS message: " + java.util.HexFormat.of().formatHex(octets), malformed);
            }
        }
    }

    /** Sends one datagram and returns the one that comes back. */
    Response ask(byte[] request) {
        send(request);
        Response response = receive();
        assertThat(Arrays.copyOf(response.octets(), 2)).isEqualTo(Arrays.copyOf(request, 2));
        return response;
    }

    void send(byte[] request) {
        try {
            udp.send(new DatagramPacket(request, request.length));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Response receive() {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            udp.receive(packet);
            return new Response(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What comes back is the answer to the next question: the datagram itself had none. */
    void expectSilence(byte[] datagram) {
        send(datagram);
        byte[] probe = WireRequest.query("mesh.local", WireRequest.SOA).bytes();
        probe[0] = 0x77;
        probe[1] = 0x01;
        assertThat(ask(probe).answers()).as("answers to the question after %s", java.util.HexFormat.of().formatHex(datagram)).isEqualTo(1);
    }

    /** Over a connection of its own. */
    Response askOverTcp(byte[] request) {
        try (Stream stream = connect()) {
            stream.send(request);
            return stream.receive().orElseThrow(() -> new AssertionError("closed without an answer"));
        }
    }

    Stream connect() {
        return connect(1 << 16);
    }

    /** With room for so many octets that have come and were not read. */
    Stream connect(int room) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(room);
            socket.bind(new InetSocketAddress(own, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Stream(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A TCP connection. */
    record Stream(Socket socket) implements AutoCloseable {
        /** With its length in front. */
        void send(byte[] message) {
            sendRaw(WireRequest.concat(WireRequest.shorts(message.length), message));
        }

        void sendRaw(byte[] octets) {
            try {
                socket.getOutputStream().write(octets);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Says that nothing more will come. */
        void end() {
            try {
                socket.shutdownOutput();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** The next message; empty where the node closes first. */
        Optional<Response> receive() {
            try {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                int high = in.read();
                if (high < 0) {
                    return Optional.empty();
                }
                byte[] message = new byte[high << 8 | in.readUnsignedByte()];
                in.readFully(message);
                return Optional.of(new Response(message));
            } catch (java.net.SocketException reset) {
                return Optional.empty();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Override
    public void close() {
        udp.close();
    }
}
