package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Builds UPDATE messages and cuts long lists of changes into as few of them as fit (client.md 19.1, 19.2). */
final class UpdateMessage {
    /** A node's limit (dns.md 10.3). */
    static final int MAX_CHANGES = 256;
    static final int MAX_OCTETS = 65_535;
    private static final int HEADER = 12;
    private static final int RR_FIXED = 10;
    private static final int POINTER = 2;

    private UpdateMessage() {
    }

    /** @param reserved octets of the TSIG record that will follow, 0 for an unsigned message */
    static List<List<Change>> cut(OwnerName zone, List<Change> changes, int reserved) {
        List<List<Change>> messages = new ArrayList<>();
        List<Change> current = new ArrayList<>();
        int empty = HEADER + zone.wire().length() + 4 + reserved;
        int octets = empty;
        for (Change change : changes) {
            int size = size(zone, change);
            if (!current.isEmpty() && (current.size() == MAX_CHANGES || octets + size > MAX_OCTETS)) {
                messages.add(current);
                current = new ArrayList<>();
                octets = empty;
            }
            current.add(change);
            octets += size;
        }
        if (!current.isEmpty()) {
            messages.add(current);
        }
        return messages;
    }

    /** Octets of one RR whose owner is compressed against the zone; an owner that repeats takes less. */
    private static int size(OwnerName zone, Change change) {
        int owner = change.owner().relativeTo(zone).map(above -> above.length() + 1 + POINTER).orElse(POINTER);
        int rdata = switch (change) {
            case Change.Add add -> add.value().rdataLength();
            case Change.DeleteValue delete -> delete.value().rdataLength();
            case Change.DeleteRrset _ -> 0;
        };
        return owner + RR_FIXED + rdata;
    }

    static Message build(OwnerName zone, List<Change> changes, int id) {
        var message = new Message(id);
        message.getHeader().setOpcode(Opcode.UPDATE);
        message.addRecord(Record.newRecord(name(zone), Type.SOA, DClass.IN), Section.ZONE);
        for (Change change : changes) {
            message.addRecord(record(change), Section.UPDATE);
        }
        return message;
    }

    private static Record record(Change change) {
        Name owner = name(change.owner());
        return switch (change) {
            case Change.Add(var _, var value, var ttl, var _) ->
                    Record.newRecord(owner, Type.TXT, DClass.IN, ttl.seconds(), rdata(value));
            case Change.DeleteValue(var _, var value) ->
                    Record.newRecord(owner, Type.TXT, DClass.NONE, 0, rdata(value));
            case Change.DeleteRrset _ -> Record.newRecord(owner, Type.TXT, DClass.ANY, 0);
        };
    }

    /** Character-strings of 255 octets, the last one shorter: deletes must split exactly as adds do. */
    static byte[] rdata(TxtValue value) {
        byte[] octets = value.octets().toArray();
        byte[] rdata = new byte[value.rdataLength()];
        int to = 0;
        int from = 0;
        do {
            int length = Math.min(TxtValue.MAX_STRING, octets.length - from);
            rdata[to++] = (byte) length;
            System.arraycopy(octets, from, rdata, to, length);
            to += length;
            from += length;
        } while (from < octets.length);
        return rdata;
    }

    static Name name(OwnerName owner) {
        try {
            return Name.fromString(owner.text() + ".");
        } catch (TextParseException impossible) {
            throw new IllegalStateException("an owner name is a DNS name: " + owner, impossible);
        }
    }
}
