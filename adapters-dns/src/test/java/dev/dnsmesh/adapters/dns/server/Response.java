package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;

/** A response as dnsjava reads it, an independent oracle, besides the bits of its header. */
record Response(byte[] octets, Message message) {
    static Response of(Optional<byte[]> sent) {
        byte[] octets = sent.orElseThrow(() -> new AssertionError("nothing was answered"));
        try {
            Message message = new Message(octets);
            if (octets.length != message.numBytes()) {
                throw new AssertionError("octets after the message");
            }
            return new Response(octets, message);
        } catch (IOException unreadable) {
            throw new AssertionError("dnsjava cannot read the response", unreadable);
        }
    }

    /** The second word of the header without RCODE. */
    int flags() {
        return Wire.u16(octets, 2) & 0xfff0;
    }

    /** The extended one. */
    int rcode() {
        return message.getRcode();
    }

    List<Record> answers() {
        return message.getSection(Section.ANSWER);
    }

    List<Record> authorities() {
        return message.getSection(Section.AUTHORITY);
    }

    boolean isTruncated() {
        return (flags() & 0x0200) != 0;
    }

    boolean isAuthoritative() {
        return (flags() & 0x0400) != 0;
    }

    boolean isHeaderOnly() {
        return octets.length == Wire.HEADER;
    }

    Optional<OPTRecord> opt() {
        return Optional.ofNullable(message.getOPT());
    }

    Optional<byte[]> option(int code) {
        return opt().flatMap(opt -> opt.getOptions(code).stream().findFirst()).map(Response::data);
    }

    Optional<TSIGRecord> tsig() {
        return Optional.ofNullable(message.getTSIG());
    }

    private static byte[] data(EDNSOption option) {
        try {
            byte[] wire = option.toWire();
            return java.util.Arrays.copyOfRange(wire, 4, wire.length);
        } catch (RuntimeException unwritable) {
            throw new AssertionError(unwritable);
        }
    }
}
