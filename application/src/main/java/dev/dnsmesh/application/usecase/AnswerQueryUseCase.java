package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.zone.Zone;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers from the stored RRsets and the zones (dns.md 4, 10.1, 10.11). Belongs to one thread. */
public final class AnswerQueryUseCase implements AnswerQuery {
    private static final RrsetReader.Visitor NOBODY = (value, remainingSeconds) -> {
    };

    private final Supplier<ZoneTable> zones;
    private final RrsetReader reader;
    private final Forward forward = new Forward();

    /**
     * @param zones  asked once per question, so that a reload takes effect between two of them
     * @param reader owned by this instance, closed with it
     */
    public AnswerQueryUseCase(Supplier<ZoneTable> zones, RrsetReader reader) {
        this.zones = zones;
        this.reader = reader;
    }

    @Override
    public Verdict answer(NameKey name, RrType type, long nowSeconds, boolean mayBlock, Answer answer) {
        ZoneTable table = zones.get();
        return switch (type.code()) {
            case 16 -> txt(table, name, nowSeconds, mayBlock, answer);
            case 251, 252 -> Verdict.REFUSED;
            case 253, 254 -> Verdict.NOTIMP;
            case 41, 249, 250 -> Verdict.FORMERR;
            case 255 -> other(table, name, nowSeconds, mayBlock, Verdict.MINIMAL_ANY);
            default -> apex(table, name, type, nowSeconds, answer)
                    ? Verdict.POSITIVE
                    : other(table, name, nowSeconds, mayBlock, Verdict.NODATA);
        };
    }

    @Override
    public void close() {
        reader.close();
    }

    private Verdict txt(ZoneTable table, NameKey name, long nowSeconds, boolean mayBlock, Answer answer) {
        Optional<Zone> zone = table.zoneOf(name);
        if (isClosedTo(table, zone)) {
            return Verdict.REFUSED;
        }
        forward.answer = answer;
        return verdict(table, zone, name, read(name, nowSeconds, mayBlock, forward), Verdict.POSITIVE);
    }

    /** @param withData the verdict at a name that owns data, though none of the type asked for */
    private Verdict other(ZoneTable table, NameKey name, long nowSeconds, boolean mayBlock, Verdict withData) {
        Optional<Zone> zone = table.zoneOf(name);
        if (zone.isPresent() && zone.get().isApex(name)) {
            return withData;
        }
        if (isClosedTo(table, zone)) {
            return Verdict.REFUSED;
        }
        return verdict(table, zone, name, read(name, nowSeconds, mayBlock, NOBODY), withData);
    }

    private static boolean apex(ZoneTable table, NameKey name, RrType type, long nowSeconds, Answer answer) {
        Optional<Zone> zone = table.zoneOf(name);
        if (zone.isEmpty() || !zone.get().isApex(name)) {
            return false;
        }
        Optional<Octets> rdata = zone.get().apexRdata(type, nowSeconds);
        rdata.ifPresent(octets -> answer.data(type, octets.asBuffer()));
        return rdata.isPresent();
    }

    private static boolean isClosedTo(ZoneTable table, Optional<Zone> zone) {
        return zone.isEmpty() && !table.isEmpty() && table.settings().strict();
    }

    private RrsetReader.Found read(NameKey name, long nowSeconds, boolean mayBlock, RrsetReader.Visitor visitor) {
        return mayBlock ? reader.read(name, nowSeconds, visitor) : reader.tryRead(name, nowSeconds, visitor);
    }

    private static Verdict verdict(ZoneTable table, Optional<Zone> zone, NameKey name, RrsetReader.Found found,
                                   Verdict withData) {
        boolean refusing = zone.isEmpty() && !table.isEmpty();
        return switch (found) {
            case BUSY -> Verdict.BUSY;
            case VALUES -> withData;
            case ONLY_BELOW -> refusing ? Verdict.REFUSED : Verdict.NODATA;
            case NOTHING -> {
                if (refusing) {
                    yield Verdict.REFUSED;
                }
                boolean exists = zone.isPresent() && (zone.get().isApex(name) || table.hasZoneBelow(name));
                yield exists ? Verdict.NODATA : Verdict.NXDOMAIN;
            }
        };
    }

    /** Hands values on without a new object per question. */
    private static final class Forward implements RrsetReader.Visitor {
        private Answer answer = Discard.DISCARD;

        @Override
        public void value(ByteBuffer value, long remainingSeconds) {
            answer.txt(value, remainingSeconds);
        }
    }

    /** Stands in before the first question. */
    private enum Discard implements Answer {
        DISCARD;

        @Override
        public void txt(ByteBuffer value, long remainingSeconds) {
        }

        @Override
        public void data(RrType type, ByteBuffer rdata) {
        }
    }
}
