package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.Body;
import dev.dnsmesh.adapters.http.exchange.Method;
import dev.dnsmesh.adapters.http.exchange.Request;
import dev.dnsmesh.adapters.http.exchange.Routes;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.AnswerMessage.Outcome;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /dns-query}: DNS over HTTPS (RFC 8484). Queries by GET or POST, UPDATEs by POST alone, since a GET changes
 * nothing. The status tells of the exchange; whatever DNS has to say, refusals included, is in a response with 200.
 */
public final class DnsQueryRoute implements Routes {
    /** Without query part. */
    public static final String PATH = "/dns-query";
    private static final String DNS_MESSAGE = "application/dns-message";
    private static final int MAX_MESSAGE = 65_535;
    private static final int HEADER = 12;
    private static final int OPCODE_UPDATE = 5;
    private static final String PARAMETER = "dns=";

    private final AnswerMessage messages;

    public DnsQueryRoute(AnswerMessage messages) {
        this.messages = messages;
    }

    @Override
    public Optional<Handler> find(Method method, String target) {
        if (!Routes.path(target).equals(PATH)) {
            return Optional.empty();
        }
        return Optional.of(switch (method) {
            case GET, HEAD -> this::asked;
            case POST -> this::posted;
            case DELETE -> request -> notAllowed("GET, HEAD, POST");
        });
    }

    private Answer asked(Request request) {
        Optional<Octets> message = parameter(request.target()).flatMap(DnsQueryRoute::decoded);
        if (message.isEmpty()) {
            return Answer.error(400, "the parameter dns must hold a DNS message in base64url without padding");
        }
        return isUpdate(message.get()) ? notAllowed("POST") : answer(message.get(), request, true);
    }

    private Answer posted(Request request) {
        if (!request.header("Content-Type").map(DnsQueryRoute::isDnsMessage).orElse(false)) {
            return Answer.error(415, "content type " + DNS_MESSAGE + " required");
        }
        return switch (request.body(MAX_MESSAGE)) {
            case Body.Complete(var octets) -> answer(octets, request, false);
            case Body.TooLarge() -> Answer.error(413, "a DNS message has 65535 octets at most");
            case Body.Encoded() -> Answer.error(415, "unsupported content encoding");
            case Body.Late() -> Answer.error(408, "body too slow");
            case Body.Broken() -> Answer.error(400, "invalid body");
        };
    }

    private Answer answer(Octets message, Request request, boolean mayBeKept) {
        return switch (messages.answer(message, request.client())) {
            case Outcome.Answered(var response, long fresh) -> new Answer(200,
                    Map.of("Content-Type", DNS_MESSAGE, "Cache-Control", mayBeKept && fresh > 0 ? "max-age=" + fresh : "no-store"),
                    response, false);
            case Outcome.Unreadable() -> Answer.error(400, "not a DNS request");
            case Outcome.Limited() -> TooMany.answer("rate limit exceeded", 1);
            case Outcome.Overloaded() -> Answer.error(503, "busy").with("Retry-After", "1");
        };
    }

    private static Answer notAllowed(String methods) {
        return Answer.error(405, "method not allowed").with("Allow", methods);
    }

    private static boolean isUpdate(Octets message) {
        return message.length() >= HEADER && (message.at(2) >>> 3 & 0xf) == OPCODE_UPDATE;
    }

    private static boolean isDnsMessage(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip()
                .toLowerCase(Locale.ROOT).equals(DNS_MESSAGE);
    }

    /** The one parameter that counts; a second one of its name makes the target ambiguous. */
    private static Optional<String> parameter(String target) {
        String query = target.substring(Math.min(PATH.length() + 1, target.length()));
        String found = "";
        for (String part : query.split("&")) {
            if (part.startsWith(PARAMETER)) {
                if (!found.isEmpty()) {
                    return Optional.empty();
                }
                found = part.substring(PARAMETER.length());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static Optional<Octets> decoded(String base64url) {
        if (base64url.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Octets.of(Base64.getUrlDecoder().decode(base64url)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
