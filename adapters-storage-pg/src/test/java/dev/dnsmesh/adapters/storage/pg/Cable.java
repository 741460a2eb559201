package dev.dnsmesh.adapters.storage.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server on loopback that can be cut, held up and mended. */
final class Cable implements AutoCloseable {
    private final ServerSocket entry;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moving = lock.newCondition();
    private volatile boolean cut;
    private boolean held;

    /** @param server its port */
    Cable(int server) {
        try {
            this.server = server;
            entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** Ends every connection, and every new one at once. */
    void cut() {
        cut = true;
        release();
        sockets.forEach(Cable::close);
    }

    /** Nothing gets through any more, and nobody is told. */
    void hold() {
        lock.lock();
        held = true;
        lock.unlock();
    }

    void mend() {
        cut = false;
        release();
    }

    private void release() {
        lock.lock();
        held = false;
        moving.signalAll();
        lock.unlock();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                onward.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(onward);
                Thread.ofVirtual().start(() -> carry(client, onward));
                Thread.ofVirtual().start(() -> carry(onward, client));
            }
        } catch (IOException closed) {
            sockets.forEach(Cable::close);
        }
    }

    private void carry(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] octets = new byte[8192];
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                awaitRelease();
                out.write(octets, 0, read);
            }
        } catch (IOException ended) {
            sockets.remove(from);
        }
    }

    private void awaitRelease() {
        lock.lock();
        try {
            while (held) {
                moving.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }

    @Override
    public void close() {
        release();
        try {
            entry.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        sockets.forEach(Cable::close);
    }
}
