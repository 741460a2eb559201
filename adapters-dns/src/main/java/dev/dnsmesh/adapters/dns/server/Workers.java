package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Handles on virtual threads what an event loop must not: UPDATEs, TSIGs, answers that the storage has not at hand. */
final class Workers {
    private final DnsServices services;
    private final SharedAnswers answers;
    private final ExecutorService threads;
    private final Queue<RequestHandler> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger guests = new AtomicInteger();

    Workers(DnsServices services) {
        this.answers = new SharedAnswers(services.answers());
        this.services = services.withAnswers(answers);
        threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dns-worker-", 0)
                .uncaughtExceptionHandler((thread, failure) -> services.refusals().failed(failure)).factory());
    }

    /** Takes the response, {@code octets[0, length)}, during the call; length 0 = nothing is sent. */
    @FunctionalInterface
    interface Reply {
        void send(byte[] octets, int length);
    }

    /**
     * Handles the message, which now belongs to the worker. The caller bounds how many are handled at once.
     *
     * @param told what an event loop has found out about its TSIG
     */
    void handle(byte[] message, InetAddress source, Transport transport, TsigCheck told, Reply reply) {
        threads.execute(() -> {
            RequestHandler handler = lend();
            int length = RequestHandler.SILENCE;
            try {
                length = handler.resume(message, source, transport, told);
            } finally {
                // also after what is no answer: the reply gives the permit back
                reply.send(handler.response(), length);
                idle.add(handler);
            }
        });
    }

    /**
     * Handles the message on the calling thread, which may block; bounded by the caller, as {@link #handle} is.
     *
     * @param read takes the response during the call, as {@link Reply} does, and makes something of it
     */
    <T> T handleHere(byte[] message, InetAddress source, Transport transport, Read<T> read) {
        guests.incrementAndGet();
        try {
            RequestHandler handler = lend();
            try {
                int length = handler.handle(message, message.length, source, transport, true);
                return read.read(handler.response(), length);
            } finally {
                idle.add(handler);
            }
        } finally {
            guests.decrementAndGet();
        }
    }

    /** Reads {@code octets[0, length)}. */
    @FunctionalInterface
    interface Read<T> {
        T read(byte[] octets, int length);
    }

    private RequestHandler lend() {
        RequestHandler handler = idle.poll();
        return handler == null ? new RequestHandler(services) : handler;
    }

    /** Waits for what is being handled, for this long at most. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                // what is still at work keeps what it holds; waiting for it would outlast the deadline
                threads.shutdownNow();
                return;
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            return;
        }
        if (guests.get() > 0) {
            // the same for those who work on threads of their own
            return;
        }
        idle.forEach(RequestHandler::close);
        idle.clear();
        answers.close();
    }
}
