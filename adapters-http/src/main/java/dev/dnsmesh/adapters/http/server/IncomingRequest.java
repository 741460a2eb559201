package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Body;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Optional;

/** A request on a connection. What it says of itself was read on the event loop, and is safe to read elsewhere. */
record IncomingRequest(Method method, HttpServerRequest received, InetAddress client, IncomingBody incoming)
        implements Request {
    @Override
    public String target() {
        return received.uri();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(received.getHeader(name));
    }

    @Override
    public Body body(int limit) {
        return incoming.read(limit);
    }
}
