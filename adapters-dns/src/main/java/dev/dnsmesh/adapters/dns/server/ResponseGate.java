package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.limit.ResponseLimiter;
import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.NameKey;

/**
 * Where every response passes on its way out: response rate limiting (dns.md 10.9), then RCODE, OPT, TSIG and the count of
 * outcomes.
 */
final class ResponseGate {
    private final DnsServices services;
    private final ResponseLimiter limiter;

    ResponseGate(DnsServices services) {
        this.services = services;
        this.limiter = services.guards().responses();
    }

    /** Sends what answers a question. */
    int answer(Exchange exchange, Rcode rcode, NameKey name) {
        return isExempt(exchange) ? counted(exchange, rcode)
                : pass(exchange, rcode, limiter.ofAnswer(address(exchange), name, services.time().nanos()));
    }

    /** Sends that there is nothing; {@code zone} is the root where there is no zone either. */
    int negative(Exchange exchange, Rcode rcode, NameKey zone) {
        return isExempt(exchange) ? counted(exchange, rcode)
                : pass(exchange, rcode, limiter.ofNegative(address(exchange), zone, services.time().nanos()));
    }

    /** Sends an error. */
    int error(Exchange exchange, Rcode rcode) {
        return isExempt(exchange) ? counted(exchange, rcode)
                : pass(exchange, rcode, limiter.ofError(address(exchange), services.time().nanos()));
    }

    /** Sends an error that has been counted by its kind. */
    int countedError(Exchange exchange, Rcode rcode) {
        ResponseLimiter.Decision decision = isExempt(exchange) ? ResponseLimiter.Decision.SEND
                : limiter.ofError(address(exchange), services.time().nanos());
        return decision == ResponseLimiter.Decision.SEND ? exchange.finish(rcode) : pass(exchange, rcode, decision);
    }

    /** Sends what the limiter leaves alone. */
    int unlimited(Exchange exchange, Rcode rcode) {
        return counted(exchange, rcode);
    }

    private int pass(Exchange exchange, Rcode rcode, ResponseLimiter.Decision decision) {
        if (decision == ResponseLimiter.Decision.SEND) {
            return counted(exchange, rcode);
        }
        if (exchange.bringsCookie()) {
            // the client shows that it is there by coming again with the server part it is given now
            exchange.begin();
            return counted(exchange, Rcode.BADCOOKIE);
        }
        return switch (decision) {
            case SLIP -> {
                services.outcomes().limitSlipped();
                exchange.begin();
                exchange.response().truncate();
                yield exchange.finish(Rcode.NOERROR);
            }
            case DROP, SEND -> {
                services.outcomes().limitDropped();
                yield RequestHandler.SILENCE;
            }
        };
    }

    private int counted(Exchange exchange, Rcode rcode) {
        services.outcomes().answered(rcode);
        return exchange.finish(rcode);
    }

    private static boolean isExempt(Exchange exchange) {
        return exchange.transport() == Transport.STREAM || exchange.isAddressProven()
                || exchange.check() instanceof TsigCheck.Genuine;
    }

    private static byte[] address(Exchange exchange) {
        return exchange.source().getAddress();
    }
}
