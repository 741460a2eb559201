package dev.dnsmesh.adapters.dns.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A DNS server on loopback that answers as a test says; UDP and TCP on one free port. */
final class ScriptedServer implements AutoCloseable {
    /** One message as it came in. */
    record Asked(byte[] message, boolean tcp) {
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Function<Asked, Optional<byte[]>> script;
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedServer(Function<Asked, Optional<byte[]>> script) throws IOException {
        this.script = script;
        var loopback = InetAddress.getLoopbackAddress();
        DatagramSocket datagrams;
        ServerSocket streams;
        while (true) {
            datagrams = new DatagramSocket(new InetSocketAddress(loopback, 0));
            try {
                streams = new ServerSocket(datagrams.getLocalPort(), 50, loopback);
                break;
            } catch (IOException taken) {
                datagrams.close();
            }
        }
        udp = datagrams;
        tcp = streams;
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    int port() {
        return udp.getLocalPort();
    }

    Upstream upstream() {
        return new Upstream.Plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    private void serveUdp() {
        byte[] buffer = new byte[65_535];
        while (true) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Optional<byte[]> answer = answer(new Asked(Arrays.copyOf(buffer, packet.getLength()), false));
                if (answer.isPresent()) {
                    udp.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serveTcp() {
        while (true) {
            try {
                var socket = tcp.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        var in = new DataInputStream(socket.getInputStream());
                        byte[] message = new byte[in.readUnsignedShort()];
                        in.readFully(message);
                        Optional<byte[]> answer = answer(new Asked(message, true));
                        if (answer.isPresent()) {
                            var out = new DataOutputStream(socket.getOutputStream());
                            out.writeShort(answer.get().length);
                            out.write(answer.get());
                        }
                    } catch (IOException gone) {
                        // the client went away
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Optional<byte[]> answer(Asked message) {
        asked.add(message);
        return script.apply(message);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    /** A server that comes back: UDP alone, on a port that was its, one answer for everything. */
    static final class OnPort implements AutoCloseable {
        private final DatagramSocket socket;
        private final java.util.concurrent.atomic.AtomicInteger count = new java.util.concurrent.atomic.AtomicInteger();

        OnPort(int port, byte[] answer) throws IOException {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().start(() -> {
                byte[] buffer = new byte[65_535];
                while (true) {
                    try {
                        var packet = new DatagramPacket(buffer, buffer.length);
                        socket.receive(packet);
                        count.incrementAndGet();
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        int count() {
            return count.get();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
