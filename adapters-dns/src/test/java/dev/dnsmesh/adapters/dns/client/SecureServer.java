package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.tls.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** DNS over TLS and over HTTPS on loopback that answers as a test says. */
final class SecureServer implements AutoCloseable {
    private final Function<ScriptedServer.Asked, Optional<byte[]>> script;
    private final SSLServerSocket tls;
    private final HttpServer https;
    private final HttpServer http;
    final List<byte[]> overTls = new CopyOnWriteArrayList<>();
    final List<byte[]> overHttps = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();
    volatile int messagesPerSession = Integer.MAX_VALUE;
    volatile Consumer<HttpServerRequest> unlike = request -> request.bodyHandler(body -> answer(request, body));

    SecureServer(Vertx vertx, TestCertificate certificate, Function<ScriptedServer.Asked, Optional<byte[]>> script) throws IOException {
        this.script = script;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificate.identity()}, null, new SecureRandom());
            tls = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        Thread.ofVirtual().start(this::serveTls);
        https = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(KeyCertOptions.wrap(certificate.identity())))
                .requestHandler(this::requested).listen(0, "127.0.0.1").await();
        http = vertx.createHttpServer().requestHandler(this::requested).listen(0, "127.0.0.1").await();
    }

    private void requested(HttpServerRequest request) {
        requests.add(request.version() + " " + request.method() + " " + request.uri() + " " + request.authority());
        unlike.accept(request);
    }

    int plainDohPort() {
        return http.actualPort();
    }

    int dotPort() {
        return tls.getLocalPort();
    }

    int dohPort() {
        return https.actualPort();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        overHttps.add(body.getBytes());
        script.apply(new ScriptedServer.Asked(body.getBytes(), true)).ifPresent(answer -> request.response()
                .putHeader("Content-Type", "application/dns-message").end(Buffer.buffer(answer)));
    }

    private void serveTls() {
        while (true) {
            try {
                SSLSocket socket = (SSLSocket) tls.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int i = 0; i < messagesPerSession; i++) {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                sessions.addAndGet(i == 0 ? 1 : 0);
                overTls.add(message);
                Optional<byte[]> answer = script.apply(new ScriptedServer.Asked(message, true));
                if (answer.isPresent()) {
                    out.writeShort(answer.get().length);
                    out.write(answer.get());
                    out.flush();
                }
            }
        } catch (IOException gone) {
            // the client went away, or did not like us
        }
    }

    @Override
    public void close() throws IOException {
        tls.close();
        https.close().await();
        http.close().await();
    }
}
