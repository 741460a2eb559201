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

    /** Nothing is known of a request's TSIG, or it has none. */
    static final TsigCheck UNTOLD = new TsigCheck.Absent();

    private final DnsServices services;
    private final Exchange exchange;
    private final QueryResponder queries;
    private final TsigVerifier verifier;
    private final Optional<UpdateResponder> updates;
    private final ResponseGate gate;

    RequestHandler(DnsServices services) {
        this.services = services;
        exchange = new Exchange(services.settings(), services.guards().cookies());
        queries = new QueryResponder(services.answers().create(), services.zones(),
                new ServerIdentity(services.settings()));
        verifier = new TsigVerifier(services.keys(), services.settings().maxFudge());
        updates = services.updates().map(apply -> new UpdateResponder(apply, services.zones(), verifier));
        gate = new ResponseGate(services);
    }

    /**
     * Answers {@code message[0, length)}, or says {@link #SILENCE} or {@link #BLOCKS}.
     *
     * @param mayBlock false on an event loop; never {@link #BLOCKS} otherwise
     * @return the length of the response in {@link #response}
     */
    int handle(byte[] message, int length, InetAddress source, Transport transport, boolean mayBlock) {
        return timed(message, length, source, transport, mayBlock, UNTOLD);
    }

    /** Answers what another handler gave up as {@link #BLOCKS}, with what that one found out about the TSIG. */
    int resume(byte[] message, InetAddress source, Transport transport, TsigCheck told) {
        return timed(message, message.length, source, transport, true, told);
    }

    /** What is known of the last request's TSIG. */
    TsigCheck told() {
        return exchange.check();
    }

    private int timed(byte[] message, int length, InetAddress source, Transport transport, boolean mayBlock, TsigCheck told) {
        long start = services.time().nanos();
        int answer = answer(message, length, source, transport, mayBlock, told);
        if (answer > 0) {
            services.outcomes().took(transport, exchange.request().opcode(), services.time().nanos() - start);
        }
        return answer;
    }

    private int answer(byte[] message, int length, InetAddress source, Transport transport, boolean mayBlock, TsigCheck told) {
        exchange.start(source, transport, services.time().now());
        exchange.checked(told);
        boolean tooLong = transport == Transport.DATAGRAM && length > MAX_UDP_REQUEST;
        MessageReader.Reading reading = exchange.request().read(message, tooLong ? Wire.HEADER : length);
        exchange.judgeCookie();
        return switch (reading) {
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
            return request.questions() == 0 && exchange.bringsCookie() ? cookieOnly() : headerOnly(Rcode.FORMERR);
        }
        if (request.edns().version() > 0) {
            exchange.begin();
            return gate.error(exchange, Rcode.BADVERS);
        }
        if (exchange.isCookieMalformed()) {
            return headerOnly(Rcode.FORMERR);
        }
        if (request.hasTsig()) {
            if (!exchange.tsig().read(request)) {
                return malformed();
            }
            return exchange.tsig().tellsError() ? tsigFault() : signed(mayBlock);
        }
        return opcode == Wire.OPCODE_UPDATE ? update(mayBlock) : query(mayBlock);
    }

    private int signed(boolean mayBlock) {
        try {
            if (exchange.check().equals(UNTOLD) && !verify(mayBlock)) {
                return BLOCKS;
            }
        } catch (RuntimeException outage) {
            // the keystore cannot be asked: whoever signed shall come again
            return failed(outage);
        }
        return switch (exchange.check()) {
            case TsigCheck.Malformed() -> tsigFault();
            case TsigCheck.Unverified(var error) -> notAuthenticated(error);
            case TsigCheck.Rejected(var error, var key) -> notAuthenticated(error);
            case TsigCheck.Genuine(var key) ->
                    exchange.request().opcode() == Wire.OPCODE_UPDATE ? update(mayBlock) : query(mayBlock);
            case TsigCheck.Absent() -> throw new IllegalStateException("a TSIG was read");
        };
    }

    /** False where the key is not at hand. */
    private boolean verify(boolean mayBlock) {
        Optional<TsigCheck> check = mayBlock ? Optional.of(verifier.check(exchange.tsig(), exchange.now()))
                : verifier.tryCheck(exchange.tsig(), exchange.now());
        check.ifPresent(exchange::checked);
        return check.isPresent();
    }

    /** A client that wants a cookie, or wants to know whether its own holds (RFC 7873 5.4). */
    private int cookieOnly() {
        exchange.beginHeaderOnly();
        return gate.error(exchange, exchange.isCookieInvalid() ? Rcode.BADCOOKIE : Rcode.NOERROR);
    }

    private int notAuthenticated(TsigError error) {
        services.outcomes().tsigFailed(error);
        services.refusals().unauthenticated(exchange.tsig(), error);
        exchange.begin();
        return gate.countedError(exchange, Rcode.NOTAUTH);
    }

    private int query(boolean mayBlock) {
        exchange.begin();
        QueryResponder.Result result;
        try {
            result = queries.respond(exchange, mayBlock);
        } catch (RuntimeException failure) {
            // an outage of the storage, or a bug: the requestor gets its SERVFAIL either way
            return failed(failure);
        }
        if (result == QueryResponder.Result.BLOCKS) {
            return BLOCKS;
        }
        return switch (queries.kind()) {
            case ANSWER -> gate.answer(exchange, result.rcode(), queries.name());
            case NEGATIVE -> gate.negative(exchange, result.rcode(), queries.zoneName());
            case ERROR -> gate.error(exchange, result.rcode());
        };
    }

    private int update(boolean mayBlock) {
        if (updates.isEmpty()) {
            exchange.begin();
            return gate.error(exchange, Rcode.REFUSED);
        }
        if (!updates.get().isRefusedAtOnce(exchange)) {
            if (updates.get().isTooMuchForUdp(exchange)) {
                exchange.begin();
                return comeBackOverTcp();
            }
            if (!mayBlock) {
                return BLOCKS;
            }
        }
        Optional<ApplyUpdate.Outcome> outcome;
        try {
            outcome = updates.get().respond(exchange);
        } catch (RuntimeException failure) {
            // as for queries; nothing was applied
            services.outcomes().updateFailed();
            return failed(failure);
        }
        return outcome.map(this::updated).orElseGet(() -> headerOnly(Rcode.FORMERR));
    }

    private int updated(ApplyUpdate.Outcome outcome) {
        services.outcomes().updated(outcome);
        exchange.begin();
        return switch (outcome) {
            case ApplyUpdate.Outcome.Applied applied -> gate.unlimited(exchange, applied.rcode());
            case ApplyUpdate.Outcome.Denied(var rcode, var rule, var owner) -> {
                services.refusals().denied(exchange, rcode, rule, owner);
                yield switch (rcode) {
                    case NOERROR, NXDOMAIN, YXDOMAIN, YXRRSET, NXRRSET -> gate.unlimited(exchange, rcode);
                    case FORMERR, SERVFAIL, NOTIMP, REFUSED, NOTAUTH, NOTZONE, BADVERS, BADCOOKIE ->
                            gate.error(exchange, rcode);
                };
            }
            case ApplyUpdate.Outcome.Remembered(var rcode) -> {
                services.outcomes().replayed();
                yield exchange.finish(rcode);
            }
            case ApplyUpdate.Outcome.InProgress() -> {
                services.outcomes().replayed();
                yield SILENCE;
            }
            case ApplyUpdate.Outcome.ComeBackOverTcp() -> comeBackOverTcp();
        };
    }

    private int comeBackOverTcp() {
        exchange.response().truncate();
        return gate.unlimited(exchange, Rcode.NOERROR);
    }

    private int failed(RuntimeException failure) {
        services.refusals().failed(failure);
        exchange.begin();
        return gate.error(exchange, Rcode.SERVFAIL);
    }

    private int malformed() {
        services.outcomes().malformed();
        if (exchange.request().isTsigMisplaced()) {
            exchange.begin();
        } else {
            exchange.beginHeaderOnly();
        }
        return gate.countedError(exchange, Rcode.FORMERR);
    }

    /** Not as RFC 8945 has it, in a message that can be read: unsigned, with the question (dns.md 10.5). */
    private int tsigFault() {
        exchange.begin();
        return gate.error(exchange, Rcode.FORMERR);
    }

    private int headerOnly(Rcode rcode) {
        exchange.beginHeaderOnly();
        return gate.error(exchange, rcode);
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
