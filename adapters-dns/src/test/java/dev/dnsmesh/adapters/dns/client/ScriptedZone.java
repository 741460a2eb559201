package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.client.ScriptedServer.Asked;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a {@link ScriptedServer} that serves a zone answers: NXDOMAIN unless told otherwise. */
final class ScriptedZone implements Function<Asked, Optional<byte[]>> {
    private static final int MAX_UDP = 1232;

    private final Map<OwnerName, List<Function<Name, Record>>> records = new ConcurrentHashMap<>();
    private final List<OwnerName> broken = new CopyOnWriteArrayList<>();
    private final List<OwnerName> foreign = new CopyOnWriteArrayList<>();
    private final List<OwnerName> silent = new CopyOnWriteArrayList<>();

    ScriptedZone with(OwnerName name, TxtValue value) {
        return with(name, owner -> Record.newRecord(owner, Type.TXT, DClass.IN, 60, UpdateMessage.rdata(value)));
    }

    ScriptedZone with(OwnerName name, InetAddress address) {
        return with(name, owner -> new ARecord(owner, DClass.IN, 60, address));
    }

    private ScriptedZone with(OwnerName name, Function<Name, Record> make) {
        records.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(make);
        return this;
    }

    ScriptedZone exists(OwnerName name) {
        records.putIfAbsent(name, new CopyOnWriteArrayList<>());
        return this;
    }

    /** SERVFAIL. */
    ScriptedZone broken(OwnerName name) {
        broken.add(name);
        return this;
    }

    /** REFUSED. */
    ScriptedZone foreign(OwnerName name) {
        foreign.add(name);
        return this;
    }

    ScriptedZone silent(OwnerName name) {
        silent.add(name);
        return this;
    }

    @Override
    public Optional<byte[]> apply(Asked asked) {
        Record question = parsed(asked).getQuestion();
        OwnerName name = new OwnerName(question.getName().toString(true));
        if (silent.contains(name)) {
            return Optional.empty();
        }
        Message answer = skeleton(parsed(asked));
        if (broken.contains(name)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (foreign.contains(name)) {
            answer.getHeader().setRcode(Rcode.REFUSED);
        } else if (!records.containsKey(name)) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            records.get(name).stream().map(make -> make.apply(question.getName())).filter(record -> record.getType() == question.getType())
                    .forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        byte[] wire = answer.toWire();
        if (wire.length <= MAX_UDP || asked.tcp()) {
            return Optional.of(wire);
        }
        Message cut = skeleton(parsed(asked));
        cut.getHeader().setFlag(Flags.TC);
        return Optional.of(cut.toWire());
    }

    /** An answer to the question, without records. */
    static Message skeleton(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(query.getHeader().getOpcode());
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    static Message parsed(Asked asked) {
        try {
            return new Message(asked.message());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
