package dev.dnsmesh.adapters.dns.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * DNS over TLS (RFC 7858): length-prefixed messages on connections that are kept for the next one. The certificate must be
 * for the name that was configured, whatever address the name led to.
 */
final class DotExchange implements Exchange, AutoCloseable {
    private static final int MAX_IDLE = 8;

    private final Supplier<SSLSocketFactory> sockets;
    private final HostAddresses addresses;
    private final int port;
    private final String name;
    private final Deque<SSLSocket> idle = new ConcurrentLinkedDeque<>();

    DotExchange(Supplier<SSLSocketFactory> sockets, HostAddresses addresses, int port, String name) {
        this.sockets = sockets;
        this.addresses = addresses;
        this.port = port;
        this.name = name;
    }

    @Override
    public byte[] ask(byte[] message, Duration timeout) throws IOException {
        for (SSLSocket kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            try {
                return ask(kept, message, timeout);
            } catch (SocketTimeoutException silent) {
                throw silent;
            } catch (IOException closedMeanwhile) {
                // servers close idle connections: the next one, or a fresh one
            }
        }
        IOException last = new UnknownHostException("no address found for " + name);
        for (InetAddress address : addresses.find()) {
            try {
                return ask(connect(address, timeout), message, timeout);
            } catch (IOException failed) {
                last = failed;
            }
        }
        throw last;
    }

    private SSLSocket connect(InetAddress address, Duration timeout) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            SSLSocket socket = (SSLSocket) sockets.get().createSocket(plain, name, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(new String[] {"dot"});
            socket.setSSLParameters(parameters);
            return socket;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Keeps the connection when all went well; closes it by the deadline, however slowly the server drips. */
    private byte[] ask(SSLSocket socket, byte[] message, Duration timeout) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Thread watch = Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(timeout);
                late.set(true);
                socket.close();
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            } catch (IOException gone) {
                // closed all the same
            }
        });
        boolean answered = false;
        try {
            byte[] answer = Exchange.framed(socket, message, timeout);
            answered = true;
            return answer;
        } catch (IOException failed) {
            if (late.get()) {
                throw new SocketTimeoutException("no answer over TLS");
            }
            throw failed;
        } finally {
            watch.interrupt();
            if (answered && !late.get() && idle.size() < MAX_IDLE) {
                idle.addFirst(socket);
            } else {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        for (SSLSocket kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            try {
                kept.close();
            } catch (IOException gone) {
                // the server was faster
            }
        }
    }
}
