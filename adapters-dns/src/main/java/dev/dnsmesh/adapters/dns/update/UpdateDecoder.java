package dev.dnsmesh.adapters.dns.update;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.codec.WireName;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the sections of an UPDATE that was read and authenticated. Work is bounded by the limits of
 * {@link UpdateSections}, however many records the message claims. Not safe for use by several threads at once.
 */
public final class UpdateDecoder {
    private final byte[] name = new byte[Wire.MAX_NAME];
    private int at;

    /** Empty where a name cannot be followed: FORMERR. */
    public Optional<UpdateSections> decode(MessageReader request) {
        at = Wire.HEADER;
        List<ApplyUpdate.Zone> zones = new ArrayList<>(1);
        int zoneEntries = Math.min(request.questions(), UpdateSections.MAX_ZONES + 1);
        for (int i = 0; i < zoneEntries; i++) {
            int length = readName(request);
            if (length < 0) {
                return Optional.empty();
            }
            WireName.lowerCase(name, length);
            zones.add(new ApplyUpdate.Zone(WireName.ownerName(name, length), type(request, at),
                    Wire.u16(request.message(), at + 2)));
            at += 4;
        }
        at = request.recordsAt();
        Optional<List<ApplyUpdate.Rr>> prerequisites =
                section(request, request.answers(), UpdateSections.MAX_PREREQUISITES + 1);
        if (prerequisites.isEmpty()) {
            return Optional.empty();
        }
        return section(request, request.authorities(), UpdateSections.MAX_UPDATES + 1)
                .map(updates -> new UpdateSections(zones, prerequisites.get(), updates));
    }

    private Optional<List<ApplyUpdate.Rr>> section(MessageReader request, int count, int limit) {
        List<ApplyUpdate.Rr> records = new ArrayList<>(Math.min(count, limit));
        for (int i = 0; i < count; i++) {
            if (i >= limit) {
                skipRecord(request);
                continue;
            }
            int length = readName(request);
            if (length < 0) {
                return Optional.empty();
            }
            WireName.lowerCase(name, length);
            records.add(record(request, Octets.of(name, 0, length)));
        }
        return Optional.of(records);
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

    private void skipRecord(MessageReader request) {
        int fixedAt = WireName.skip(request.message(), at, request.length());
        at = fixedAt + Wire.FIXED + Wire.u16(request.message(), fixedAt + 8);
    }

    private int readName(MessageReader request) {
        int length = WireName.expand(request.message(), at, request.length(), name);
        at = WireName.skip(request.message(), at, request.length());
        return length;
    }

    private static RrType type(MessageReader request, int at) {
        int code = Wire.u16(request.message(), at);
        return code == RrType.TXT.code() ? RrType.TXT : new RrType(code);
    }
}
