package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the sections of an UPDATE that was read and authenticated. Work is bounded by the limits of
 * {@link UpdateSections}, however many records the message claims. Not safe for use by several threads at once.
 */
public final class UpdateDecoder {
    /** An unsigned UPDATE of more records is judged by one of them that cannot be a claim, where there is one. */
    private static final int JUDGED_AS_A_WHOLE = 8;
    private static final int POINTER = 0xc000;

    private final ClaimScreen claims = new ClaimScreen();
    private final byte[] name = new byte[Wire.MAX_NAME];
    private final byte[] scratch = new byte[Wire.MAX_NAME];
    private int at;
    private int pointer;
    private Octets pointedTo = Octets.EMPTY;

    /**
     * Whether an UPDATE without TSIG is refused whatever else holds: it names no zone, or a record of it cannot be a claim,
     * or it has none.
     *
     * @param now Unix seconds
     */
    public boolean isHopelessUnsigned(MessageReader request, long now) {
        return request.questions() != 1 || request.questionType() != RrType.SOA.code()
                || request.questionClass() != Wire.CLASS_IN || request.authorities() == 0
                || request.authorities() > UpdateSections.MAX_UPDATES
                || claims.firstOther(request, now) != ClaimScreen.ALL_COULD_BE;
    }

    /** The sections of an UPDATE with a verified TSIG; empty where a name cannot be followed: FORMERR. */
    public Optional<UpdateSections> decode(MessageReader request) {
        return decode(request, 0, Integer.MAX_VALUE);
    }

    /**
     * As much of the sections of an UPDATE without TSIG as decides what it is answered. The order of dns.md 10.3 holds to
     * the letter up to eight records; of more, the first that cannot be a claim stands for all.
     */
    public Optional<UpdateSections> decodeUnsigned(MessageReader request, long now) {
        int count = request.answers() + request.authorities();
        if (count <= JUDGED_AS_A_WHOLE) {
            return decode(request);
        }
        int other = claims.firstOther(request, now);
        if (other != ClaimScreen.ALL_COULD_BE) {
            return decode(request, other, 1);
        }
        return count > UpdateSections.MAX_UPDATES ? decode(request, 0, 0) : decode(request);
    }

    /** All zones, and {@code most} records from the one at place {@code first} on. */
    private Optional<UpdateSections> decode(MessageReader request, int first, int most) {
        at = Wire.HEADER;
        pointer = 0;
        List<ApplyUpdate.Zone> zones = zones(request);
        at = request.recordsAt();
        int prerequisites = request.answers();
        List<ApplyUpdate.Rr> before = listFor(prerequisites, Math.min(most, UpdateSections.MAX_PREREQUISITES + 1));
        List<ApplyUpdate.Rr> changes = listFor(request.authorities(), Math.min(most, UpdateSections.MAX_UPDATES + 1));
        for (int i = 0; i < prerequisites + request.authorities() && before.size() + changes.size() < most; i++) {
            boolean isPrerequisite = i < prerequisites;
            if (i < first || isPrerequisite && before.size() > UpdateSections.MAX_PREREQUISITES) {
                skipRecord(request);
                continue;
            }
            if (changes.size() > UpdateSections.MAX_UPDATES) {
                break;
            }
            Octets owner = owner(request);
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            (isPrerequisite ? before : changes).add(record(request, owner));
        }
        return Optional.of(new UpdateSections(zones, before, changes));
    }

    /** The zone entries, two where there are more. They stand where nothing can be pointed to but each other. */
    private List<ApplyUpdate.Zone> zones(MessageReader request) {
        return switch (request.questions()) {
            case 0 -> List.of();
            case 1 -> List.of(zone(request));
            default -> List.of(zone(request), zone(request));
        };
    }

    private ApplyUpdate.Zone zone(MessageReader request) {
        int length = readName(request);
        int fixedAt = at;
        at += 4;
        Optional<OwnerName> zone = length < 0 ? Optional.empty() : WireName.ownerName(name, length, scratch);
        return new ApplyUpdate.Zone(zone, type(request, fixedAt), Wire.u16(request.message(), fixedAt + 2));
    }

    private static List<ApplyUpdate.Rr> listFor(int records, int most) {
        return records == 0 || most == 0 ? List.of() : new ArrayList<>(Math.min(records, most));
    }

    private ApplyUpdate.Rr record(MessageReader request, Octets owner) {
        byte[] message = request.message();
        int rdata = at + Wire.FIXED;
        int end = rdata + Wire.u16(message, at + 8);
        ApplyUpdate.Rr record = new ApplyUpdate.Rr(owner, type(request, at), Wire.u16(message, at + 2),
                Wire.u32(message, at + 4), RdataNames.writtenOut(Wire.u16(message, at), message, rdata, end));
        at = end;
        return record;
    }

    /** The next owner name, lower-cased; no octets where it cannot be followed. Records often share one by pointer. */
    private Octets owner(MessageReader request) {
        int first = Wire.u16(request.message(), at);
        if (first >= POINTER && first == pointer) {
            at += 2;
            return pointedTo;
        }
        int length = readName(request);
        Octets owner = length < 0 ? Octets.EMPTY : Octets.of(name, 0, length);
        if (first >= POINTER) {
            pointer = first;
            pointedTo = owner;
        }
        return owner;
    }

    private void skipRecord(MessageReader request) {
        int fixedAt = WireName.skip(request.message(), at, request.length());
        at = fixedAt + Wire.FIXED + Wire.u16(request.message(), fixedAt + 8);
    }

    private int readName(MessageReader request) {
        int length = WireName.expand(request.message(), at, request.length(), name);
        at = WireName.skip(request.message(), at, request.length());
        WireName.lowerCase(name, Math.max(0, length));
        return length;
    }

    private static RrType type(MessageReader request, int at) {
        int code = Wire.u16(request.message(), at);
        return code == RrType.TXT.code() ? RrType.TXT : code == RrType.SOA.code() ? RrType.SOA : new RrType(code);
    }
}
