package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.adapters.dns.tsig.TsigError;
import dev.dnsmesh.adapters.dns.tsig.TsigVerifier;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.domain.dns.Rcode;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Octets of a request in, octets of its response or nothing out: the one path of UDP and TCP, in the order of dns.md 10.2,
 * 10.7, 10.5, 10.3. Reused; belongs to one thread at a time.
 */
final class RequestHandler implements AutoCloseable {
    /** Nothing is sent. */
    static final int SILENCE = 0;
    /** Nothing was decided: give the request to a handler on a thread that may block. */
    static final int BLOCKS = -1;
    /** Octets of the largest request over UDP. */
    static final int MAX_UDP_REQUEST = 8192;
    /** Records of a request above which even reading it is too much for an event loop. */
    private static final int LONG_UPDATE = 4096;

    private final DnsServices services;
    private final Exchange exchange;
    private final QueryResponder queries;
    private final TsigVerifier verifier;
    private final Optional<UpdateResponder> updates;

    RequestHandler(DnsServices services) {
        this.services = services;
        exchange = new Exchange(services.settings());
        queries = new QueryResponder(services.answers().create(), services.zones(),
                new ServerIdentity(services.settings()));
        verifier = new TsigVerifier(services.keys(), services.settings().maxFudge());
        updates = services.updates().map(apply -> new UpdateResponder(apply, verifier));
    }

    /**
     * Answers {@code message[0, length)}, or says {@link #SILENCE} or {@link #BLOCKS}.
     *
     * @param mayBlock false on an event loop; never {@link #BLOCKS} otherwise
     * @return the length of the response in {@link #response}
     */
    int handle(byte[] message, int length, InetAddress source, Transport transport, boolean mayBlock) {
        exchange.start(source, transport, services.time().now());
        if (!mayBlock && length > LONG_UPDATE && (message[2] >>> 3 & 0x1f) == Wire.OPCODE_UPDATE) {
            return BLOCKS;
        }
        boolean tooLong = transport == Transport.DATAGRAM && length > MAX_UDP_REQUEST;
        return switch (exchange.request().read(message, tooLong ? Wire.HEADER : length)) {
            case UNANSWERABLE -> {
                services.outcomes().malformed();
                yield SILENCE;
            }
            case MALFORMED -> malformed();
            case WHOLE -> tooLong ? malformed() : whole(mayBlock);
        };
    }

    private int whole(boolean mayBlock) {
        MessageReader request = exchange.request();
        int opcode = request.opcode();
        if (opcode != Wire.OPCODE_QUERY && opcode != Wire.OPCODE_UPDATE) {
            return headerOnly(Rcode.NOTIMP);
        }
        if (opcode == Wire.OPCODE_QUERY && request.questions() != 1) {
            return headerOnly(Rcode.FORMERR);
        }
        if (request.edns().version() > 0) {
            exchange.begin();
            return respond(Rcode.BADVERS);
        }
        if (request.hasTsig()) {
            if (!exchange.tsig().read(request)) {
                return malformed();
            }
            if (!mayBlock) {
                return BLOCKS;
            }
            return signed();
        }
        return opcode == Wire.OPCODE_UPDATE ? update(mayBlock) : query(mayBlock);
    }

    private int signed() {
        try {
            exchange.checked(verifier.check(exchange.tsig(), exchange.now()));
        } catch (RuntimeException outage) {
            // the keystore cannot be asked: whoever signed shall come again
            return failed(outage);
        }
        return switch (exchange.check()) {
            case TsigCheck.Malformed() -> headerOnly(Rcode.FORMERR);
            case TsigCheck.Unverified(var error) -> notAuthenticated(error);
            case TsigCheck.Rejected(var error, var key) -> notAuthenticated(error);
            case TsigCheck.Genuine(var key) ->
                    exchange.request().opcode() == Wire.OPCODE_UPDATE ? update(true) : query(true);
            case TsigCheck.Absent() -> throw new IllegalStateException("a TSIG was read");
        };
    }

    private int notAuthenticated(TsigError error) {
        services.outcomes().tsigFailed(error);
        services.refusals().unauthenticated(exchange.tsig(), error);
        exchange.begin();
        if (exchange.request().opcode() == Wire.OPCODE_UPDATE) {
            exchange.response().clearRecursionDesired();
        }
        return exchange.finish(Rcode.NOTAUTH);
    }

    private int query(boolean mayBlock) {
        exchange.begin();
        try {
            QueryResponder.Result result = queries.respond(exchange, mayBlock);
            return result == QueryResponder.Result.BLOCKS ? BLOCKS : respond(result.rcode());
        } catch (RuntimeException failure) {
            // an outage of the storage, or a bug: the requestor gets its SERVFAIL either way
            return failed(failure);
        }
    }

    private int update(boolean mayBlock) {
        if (updates.isEmpty()) {
            exchange.begin();
            exchange.response().clearRecursionDesired();
            return respond(Rcode.REFUSED);
        }
        if (!mayBlock) {
            return BLOCKS;
        }
        try {
            return updates.get().respond(exchange, exchange.transport() == Transport.STREAM)
                    .map(this::outcome).orElseGet(() -> headerOnly(Rcode.FORMERR));
        } catch (RuntimeException failure) {
            // as for queries; nothing was applied
            return failed(failure);
        }
    }

    private int outcome(ApplyUpdate.Outcome outcome) {
        exchange.begin();
        exchange.response().clearRecursionDesired();
        return switch (outcome) {
            case ApplyUpdate.Outcome.Applied applied -> respond(applied.rcode());
            case ApplyUpdate.Outcome.Denied(var rcode, var rule) -> {
                services.refusals().denied(exchange, rcode, rule);
                yield respond(rcode);
            }
            case ApplyUpdate.Outcome.Remembered(var rcode) -> {
                services.outcomes().replayed();
                yield exchange.finish(rcode);
            }
            case ApplyUpdate.Outcome.InProgress() -> {
                services.outcomes().replayed();
                yield SILENCE;
            }
            case ApplyUpdate.Outcome.ComeBackOverTcp() -> {
                exchange.response().truncate();
                yield respond(Rcode.NOERROR);
            }
        };
    }

    private int failed(RuntimeException failure) {
        services.refusals().failed(failure);
        exchange.begin();
        return respond(Rcode.SERVFAIL);
    }

    private int malformed() {
        services.outcomes().malformed();
        exchange.beginHeaderOnly();
        return exchange.finish(Rcode.FORMERR);
    }

    private int headerOnly(Rcode rcode) {
        exchange.beginHeaderOnly();
        return respond(rcode);
    }

    private int respond(Rcode rcode) {
        services.outcomes().answered(rcode);
        return exchange.finish(rcode);
    }

    /** The last response; the first octets, as many as {@link #handle} returned. */
    byte[] response() {
        return exchange.response().octets();
    }

    @Override
    public void close() {
        queries.close();
    }
}
