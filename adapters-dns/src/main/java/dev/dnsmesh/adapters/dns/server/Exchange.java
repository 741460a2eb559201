package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.EdnsRequest;
import dev.dnsmesh.adapters.dns.codec.EdnsResponse;
import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.ResponseWriter;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.limit.ServerCookies;
import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.adapters.dns.tsig.TsigRecord;
import dev.dnsmesh.adapters.dns.tsig.TsigSigner;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.domain.dns.Rcode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and the response that grows for it. Knows how large the response may be, what OPT says, and how it is
 * signed; not what is answered. Reused; belongs to one thread at a time.
 */
final class Exchange {
    private static final TsigCheck ABSENT = new TsigCheck.Absent();
    private static final int PLAIN_UDP = 512;

    private final DnsServerSettings settings;
    private final Optional<ServerCookies> cookies;
    private final byte[] nsid;
    private final MessageReader request = new MessageReader();
    private final TsigRecord tsig = new TsigRecord();
    private final ResponseWriter response = new ResponseWriter();
    private final TsigSigner signer = new TsigSigner();
    private TsigCheck check = ABSENT;
    private Transport transport = Transport.DATAGRAM;
    private InetAddress source = InetAddress.getLoopbackAddress();
    private Instant now = Instant.EPOCH;
    private boolean cookieAnswered;
    private boolean cookieValid;

    Exchange(DnsServerSettings settings, Optional<ServerCookies> cookies) {
        this.settings = settings;
        this.cookies = cookies;
        this.nsid = settings.nsid().toArray();
    }

    void start(InetAddress source, Transport transport, Instant now) {
        this.source = source;
        this.transport = transport;
        this.now = now;
        check = ABSENT;
        cookieAnswered = false;
        cookieValid = false;
    }

    /** Judges the cookie of the request that has been read, if it brings one; before {@link #begin}. */
    void judgeCookie() {
        EdnsRequest edns = request.edns();
        if (edns.hasCookie() && edns.isCookieWellFormed() && cookies.isPresent()) {
            cookieAnswered = true;
            cookieValid = cookies.get().answer(request.message(), edns.cookieAt(), edns.cookieLength(),
                    source.getAddress(), now.getEpochSecond(), response.edns().cookie(), 0);
        }
    }

    /** The COOKIE option has a length that none may have: FORMERR. */
    boolean isCookieMalformed() {
        return cookies.isPresent() && request.edns().hasCookie() && !request.edns().isCookieWellFormed();
    }

    /** The request has a well-formed COOKIE. */
    boolean bringsCookie() {
        return cookieAnswered;
    }

    /** The cookie has a server part that does not hold. */
    boolean isCookieInvalid() {
        return cookieAnswered && !cookieValid && ServerCookies.hasServerPart(request.edns().cookieLength());
    }

    /** The source is where it says: TCP, or a valid server cookie. */
    boolean isAddressProven() {
        return transport == Transport.STREAM || cookieValid;
    }

    MessageReader request() {
        return request;
    }

    TsigRecord tsig() {
        return tsig;
    }

    ResponseWriter response() {
        return response;
    }

    Transport transport() {
        return transport;
    }

    InetAddress source() {
        return source;
    }

    Instant now() {
        return now;
    }

    TsigCheck check() {
        return check;
    }

    /** Decides how the response will be signed; before {@link #begin}. */
    void checked(TsigCheck check) {
        this.check = check;
    }

    /** Starts a response that echoes the first question, or the zone; where RD would stand in that of an UPDATE there is a Z bit. */
    void begin() {
        begin(true);
        if (request.opcode() == Wire.OPCODE_UPDATE) {
            response.clearRecursionDesired();
        }
    }

    /** Starts a response of header and OPT. */
    void beginHeaderOnly() {
        begin(false);
    }

    private void begin(boolean question) {
        response.begin(request, question, limit(), tail());
        EdnsResponse edns = response.edns();
        edns.answering(request.edns(), settings.ednsBuffer());
        if (request.edns().asksNsid()) {
            edns.nsid(nsid);
        }
        if (request.edns().asksKeepalive() && transport == Transport.STREAM) {
            edns.keepalive((int) Math.min(settings.tcpIdle().toMillis() / 100, 0xffff));
        }
        if (cookieAnswered) {
            edns.cookieLength(ServerCookies.OPTION_LENGTH);
        }
        if (request.edns().isPadded()) {
            edns.padded();
        }
        response.open();
    }

    /** Completes the response; returns its length. */
    int finish(Rcode rcode) {
        response.finish(rcode);
        switch (check) {
            case TsigCheck.Absent() -> {
                // answered as it was asked, unsigned
            }
            case TsigCheck.Malformed() -> {
                // RFC 8945 5.2: FORMERR carries no TSIG
            }
            case TsigCheck.Unverified(var error) -> signer.addError(response, tsig, error, now);
            case TsigCheck.Rejected rejected -> signer.signRejection(response, tsig, rejected, now);
            case TsigCheck.Genuine(var key) -> signer.sign(response, tsig, key, now);
        }
        return response.length();
    }

    private int tail() {
        return switch (check) {
            case TsigCheck.Absent(), TsigCheck.Malformed() -> 0;
            case TsigCheck.Unverified(var error) -> TsigSigner.room(tsig, 0);
            case TsigCheck.Rejected(var error, var key) -> TsigSigner.room(tsig, key.algorithm().macLength());
            case TsigCheck.Genuine(var key) -> TsigSigner.room(tsig, key.algorithm().macLength());
        };
    }

    private int limit() {
        if (transport == Transport.STREAM) {
            return Wire.MAX_MESSAGE;
        }
        int asked = request.edns().isPresent() ? Math.max(PLAIN_UDP, request.edns().payloadSize()) : PLAIN_UDP;
        return Math.min(asked, settings.ednsBuffer());
    }
}
