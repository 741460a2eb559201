package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** One question on the wire and what its answer says (client.md 14.5). */
record Question(Name name, int type) {
    private static final int UDP_PAYLOAD = 1232;
    private static final int DNSSEC_PAYLOAD = 4096;
    private static final int PADDED_MULTIPLE = 128;

    /**
     * The query. Over a stream it has no OPT unless DNSSEC is asked for: reference nodes limit answers over TCP to the
     * payload size in it.
     */
    byte[] wire(RandomGenerator random, boolean stream, boolean dnssec) {
        var message = new Message(random.nextInt(0x10000));
        message.getHeader().setOpcode(Opcode.QUERY);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        if (dnssec) {
            message.addRecord(new OPTRecord(stream ? 65_535 : DNSSEC_PAYLOAD, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
        } else if (!stream) {
            message.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        return message.toWire();
    }

    /** The query as it goes over an encrypted stream: padded to a multiple of 128 octets (RFC 8467 4.1), so that its length tells little. */
    byte[] padded(RandomGenerator random, boolean dnssec) {
        Message bare = padded(random.nextInt(0x10000), dnssec, 0);
        int length = bare.toWire().length;
        return padded(bare.getHeader().getID(), dnssec, (PADDED_MULTIPLE - length % PADDED_MULTIPLE) % PADDED_MULTIPLE).toWire();
    }

    private Message padded(int id, boolean dnssec, int zeros) {
        var message = new Message(id);
        message.getHeader().setOpcode(Opcode.QUERY);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        message.addRecord(new OPTRecord(65_535, 0, 0, dnssec ? ExtendedFlags.DO : 0,
                List.of(new GenericEDNSOption(EDNSOption.Code.PADDING, new byte[zeros]))), Section.ADDITIONAL);
        return message;
    }

    /** What an answer says to this question. */
    sealed interface Said {
        /** Data of the type asked for, aliases followed. */
        record Data(List<Record> records, boolean authentic) implements Said {
        }

        /** NXDOMAIN, or no data of this type. */
        record Nothing(boolean authentic) implements Said {
        }

        /** Cut: ask over TCP. */
        record Truncated() implements Said {
        }

        /** SERVFAIL, REFUSED, unreadable: this server is no help. {@code servfail} is told apart for client.md 14.5. */
        record Useless(String why, boolean servfail) implements Said {
        }
    }

    Said read(byte[] answer) {
        Message message;
        try {
            message = new Message(answer);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return new Said.Useless("unreadable answer", false);
        }
        Header header = message.getHeader();
        Record question = message.getQuestion();
        if (question == null || !question.getName().equals(name) || question.getType() != type) {
            return new Said.Useless("answer to another question", false);
        }
        if (header.getFlag(Flags.TC)) {
            return new Said.Truncated();
        }
        boolean authentic = header.getFlag(Flags.AD);
        return switch (message.getRcode()) {
            case Rcode.NOERROR -> {
                List<Record> data = matching(message.getSection(Section.ANSWER));
                yield data.isEmpty() ? new Said.Nothing(authentic) : new Said.Data(data, authentic);
            }
            case Rcode.NXDOMAIN -> new Said.Nothing(authentic);
            default -> new Said.Useless(Rcode.string(message.getRcode()), message.getRcode() == Rcode.SERVFAIL);
        };
    }

    /** Records of the type at the name, or where CNAMEs in the answer lead from it. */
    private List<Record> matching(List<Record> answer) {
        Name at = name;
        for (int hop = 0; hop <= answer.size(); hop++) {
            Name here = at;
            List<Record> data = answer.stream().filter(r -> r.getType() == type && r.getName().equals(here)).toList();
            if (!data.isEmpty()) {
                return data;
            }
            var alias = answer.stream().filter(r -> r.getType() == Type.CNAME && r.getName().equals(here)).findFirst();
            if (alias.isEmpty()) {
                break;
            }
            at = ((CNAMERecord) alias.get()).getTarget();
        }
        return List.of();
    }

    static List<TxtValue> values(List<Record> records) {
        List<TxtValue> values = new ArrayList<>();
        for (Record record : records) {
            if (record instanceof TXTRecord txt) {
                var joined = new ByteArrayOutputStream();
                txt.getStringsAsByteArrays().forEach(joined::writeBytes);
                values.add(new TxtValue(Octets.of(joined.toByteArray())));
            }
        }
        return values;
    }

    static List<InetAddress> addresses(List<Record> records) {
        List<InetAddress> addresses = new ArrayList<>();
        for (Record record : records) {
            if (record instanceof ARecord a) {
                addresses.add(a.getAddress());
            } else if (record instanceof AAAARecord aaaa) {
                addresses.add(aaaa.getAddress());
            }
        }
        return addresses;
    }

    static List<Name> nameServers(List<Record> records) {
        return records.stream().filter(NSRecord.class::isInstance).map(r -> ((NSRecord) r).getTarget()).toList();
    }
}
