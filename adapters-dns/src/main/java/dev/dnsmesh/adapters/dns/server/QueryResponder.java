package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.ResponseWriter;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Fills the response to a query of one question: types and classes that hold no data here, class CH, then the stored records. */
final class QueryResponder implements AutoCloseable {
    private static final byte[] ROOT = {0};
    private static final RrType HINFO = new RrType(13);
    private static final ByteBuffer RFC8482 =
            ByteBuffer.wrap(new byte[] {7, 'R', 'F', 'C', '8', '4', '8', '2', 0}).asReadOnlyBuffer();

    private final AnswerQuery answers;
    private final AnswerQuery.Zones zones;
    private final ServerIdentity identity;
    private final NameKey name = new NameKey();
    private final NameKey zoneName = new NameKey();
    private final Section section = new Section();
    private ResponseWriter response = new ResponseWriter();
    private long shortestLife;
    private Kind kind = Kind.ERROR;

    /** What the response is to the limiter of responses (dns.md 10.9). */
    enum Kind {
        ANSWER, NEGATIVE, ERROR
    }

    QueryResponder(AnswerQuery answers, AnswerQuery.Zones zones, ServerIdentity identity) {
        this.answers = answers;
        this.zones = zones;
        this.identity = identity;
    }

    /** What became of a query. */
    enum Result {
        /** The response lacks its RCODE only. */
        NOERROR(Rcode.NOERROR), NXDOMAIN(Rcode.NXDOMAIN), REFUSED(Rcode.REFUSED), NOTIMP(Rcode.NOTIMP),
        FORMERR(Rcode.FORMERR), SERVFAIL(Rcode.SERVFAIL),
        /** Nothing was answered: ask again where blocking is allowed. */
        BLOCKS(Rcode.SERVFAIL);

        private final Rcode rcode;

        Result(Rcode rcode) {
            this.rcode = rcode;
        }

        Rcode rcode() {
            return rcode;
        }
    }

    /** Fills the sections of a response that has been begun with its question. */
    Result respond(Exchange exchange, boolean mayBlock) {
        response = exchange.response();
        kind = Kind.ERROR;
        MessageReader request = exchange.request();
        int type = request.questionType();
        // numbers of RrType.IXFR and its kin; ANY (255) is an ordinary question here
        switch (type) {
            case 251, 252 -> {
                return Result.REFUSED;
            }
            case 253, 254 -> {
                return Result.NOTIMP;
            }
            case 41, 249, 250 -> {
                return Result.FORMERR;
            }
            default -> {
                // a type that data may have
            }
        }
        name.setWire(request.message(), Wire.HEADER);
        return switch (request.questionClass()) {
            case Wire.CLASS_IN -> stored(exchange, type(type), mayBlock);
            case Wire.CLASS_CH -> chaos(type);
            default -> Result.REFUSED;
        };
    }

    private Result stored(Exchange exchange, RrType type, boolean mayBlock) {
        long now = exchange.now().getEpochSecond();
        shortestLife = Long.MAX_VALUE;
        AnswerQuery.Verdict verdict = answers.answer(name, type, now, mayBlock, section);
        if (verdict != AnswerQuery.Verdict.POSITIVE) {
            response.clearSections();
        }
        return switch (verdict) {
            case POSITIVE -> {
                if (shortestLife != Long.MAX_VALUE) {
                    response.answerTtl(Math.max(1, Math.min(zones.positiveTtl(), shortestLife)));
                }
                yield complete(exchange, Kind.ANSWER, Result.NOERROR);
            }
            case MINIMAL_ANY -> {
                response.answer(HINFO, RFC8482, zones.positiveTtl());
                yield complete(exchange, Kind.ANSWER, Result.NOERROR);
            }
            case NODATA -> negative(exchange, now, Result.NOERROR);
            case NXDOMAIN -> negative(exchange, now, Result.NXDOMAIN);
            case REFUSED -> Result.REFUSED;
            case NOTIMP -> Result.NOTIMP;
            case FORMERR -> Result.FORMERR;
            case BUSY -> Result.BLOCKS;
        };
    }

    private Result negative(Exchange exchange, long now, Result result) {
        Optional<OwnerName> zone = zones.zoneOf(name);
        zoneName.setWire(ROOT, 0);
        if (zone.isPresent()) {
            int length = zone.get().text().length() + 2;
            MessageReader request = exchange.request();
            zoneName.setWire(request.message(), Wire.HEADER + request.questionNameLength() - length);
            response.authority(length, RrType.SOA, zones.soaFor(zone.get(), now), zones.negativeTtl());
        }
        Result complete = complete(exchange, Kind.NEGATIVE, result);
        if (zone.isEmpty() && complete == Result.NXDOMAIN) {
            // a node without zones has authority over nothing but what is stored
            response.notAuthoritative();
        }
        return complete;
    }

    private Result complete(Exchange exchange, Kind answered, Result result) {
        kind = answered;
        if (response.isOverfull() && exchange.transport() == Transport.STREAM) {
            response.clearSections();
            kind = Kind.ERROR;
            return Result.SERVFAIL;
        }
        response.authoritative();
        if (response.isOverfull()) {
            response.truncate();
        }
        return result;
    }

    private Result chaos(int type) {
        ByteBuffer value = type == RrType.TXT.code() ? identity.value(name) : ServerIdentity.UNSET;
        if (!value.hasRemaining()) {
            return Result.REFUSED;
        }
        response.txt(value, Wire.CLASS_CH, 0);
        response.authoritative();
        kind = Kind.ANSWER;
        return Result.NOERROR;
    }

    /** What the last response is to the limiter of responses. */
    Kind kind() {
        return kind;
    }

    /** The name that was asked last. */
    NameKey name() {
        return name;
    }

    /** The zone of a negative answer, the root where there is none. */
    NameKey zoneName() {
        return zoneName;
    }

    @Override
    public void close() {
        answers.close();
    }

    private static RrType type(int code) {
        return switch (code) {
            case 16 -> RrType.TXT;
            case 1 -> RrType.A;
            case 28 -> RrType.AAAA;
            case 2 -> RrType.NS;
            case 6 -> RrType.SOA;
            case 255 -> RrType.ANY;
            default -> new RrType(code);
        };
    }

    /** Takes the records into the answer section. */
    private final class Section implements AnswerQuery.Answer {
        @Override
        public void txt(ByteBuffer value, long remainingSeconds) {
            shortestLife = Math.min(shortestLife, remainingSeconds);
            response.txt(value, Wire.CLASS_IN, 0);
        }

        @Override
        public void data(RrType type, ByteBuffer rdata) {
            response.answer(type, rdata, zones.positiveTtl());
        }
    }
}
