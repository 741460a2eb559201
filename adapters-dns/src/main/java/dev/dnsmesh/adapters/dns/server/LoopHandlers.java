package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One handler per event loop, shared by the sockets that live there. */
final class LoopHandlers {
    private final DnsServices services;
    private final Map<EventLoop, LoopHandler> byLoop = new ConcurrentHashMap<>();

    LoopHandlers(DnsServices services) {
        this.services = services;
    }

    /** The handler of a loop and where its requests are copied to; for use on that loop only. */
    record LoopHandler(RequestHandler handler, byte[] request) {
    }

    LoopHandler of(EventLoop loop) {
        return byLoop.computeIfAbsent(loop,
                any -> new LoopHandler(new RequestHandler(services), new byte[Wire.MAX_MESSAGE]));
    }

    /** Closes every handler on its own loop, where its last request was handled. */
    void close() {
        byLoop.forEach((loop, own) -> {
            if (!loop.isShuttingDown()) {
                loop.execute(own.handler()::close);
            }
        });
        byLoop.clear();
    }
}
