package dev.dnsmesh.adapters.dns.client;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Sends one DNS message and waits for the answer with the same ID. Blocks.
 */
interface Exchange {
    /**
     * @return the answer's octets: at least a header, the query's ID, QR set
     * @throws SocketTimeoutException when nothing fitting came in time
     */
    byte[] ask(byte[] message, Duration timeout) throws IOException;

    /** Over UDP: datagrams that do not answer the question asked are passed over, as a forger may have sent them. */
    static Exchange udp(InetSocketAddress server) {
        return (message, timeout) -> {
            try (var socket = new DatagramSocket()) {
                socket.connect(server);
                socket.send(new DatagramPacket(message, message.length));
                byte[] buffer = new byte[65_535];
                long deadline = System.nanoTime() + timeout.toNanos();
                while (true) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        throw new SocketTimeoutException("no answer over UDP");
                    }
                    socket.setSoTimeout((int) left);
                    var packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    if (answers(buffer, packet.getLength(), message)) {
                        return Arrays.copyOf(buffer, packet.getLength());
                    }
                }
            }
        };
    }

    /** Over TCP, one connection a message. */
    static Exchange tcp(InetSocketAddress server) {
        return (message, timeout) -> {
            try (var socket = new Socket()) {
                socket.connect(server, (int) timeout.toMillis());
                return framed(socket, message, timeout);
            }
        };
    }

    /** One length-prefixed message out and one in (RFC 1035 4.2.2). */
    static byte[] framed(Socket socket, byte[] message, Duration timeout) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        socket.setTcpNoDelay(true);
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        socket.getOutputStream().write(frame);
        var in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        if (!answers(answer, answer.length, message)) {
            throw new EOFException("the server answered another question");
        }
        return answer;
    }

    /** Long enough, of the query's ID, and an answer at all. */
    static boolean answers(byte[] answer, int length, byte[] query) {
        return length >= 12 && answer[0] == query[0] && answer[1] == query[1] && (answer[2] & 0x80) != 0;
    }
}
