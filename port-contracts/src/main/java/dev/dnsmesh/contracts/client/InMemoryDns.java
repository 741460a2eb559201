package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The DNS as clients see it: what one writes, all can read at once. Silence and answers to updates can be scripted. */
public final class InMemoryDns implements TxtResolver, UpdateSender {
    /** Octets that a record takes in {@link #pack}, about. */
    private static final int RECORD = 300;
    private static final int IN_A_MESSAGE = 256;

    /** An update as it was sent. */
    public record Update(Target target, OwnerName zone, List<Change> changes, boolean signed) {
        public Update {
            changes = List.copyOf(changes);
        }
    }

    private final Map<OwnerName, List<TxtValue>> values = new LinkedHashMap<>();
    private final Deque<Sent> answers = new ArrayDeque<>();
    private final List<Update> updates = new ArrayList<>();
    private final List<OwnerName> asked = new ArrayList<>();
    private Predicate<OwnerName> silent = name -> false;
    private Predicate<OwnerName> noZone = name -> false;

    /** Names that no resolver answers for. */
    public synchronized void silence(Predicate<OwnerName> names) {
        silent = names;
    }

    /** Zones whose node takes no unsigned updates. */
    public synchronized void refuseUnsigned(Predicate<OwnerName> zones) {
        noZone = zones;
    }

    /** The next signed update is answered so; accepted changes of it happen. */
    public synchronized void answerNext(Sent sent) {
        answers.add(sent);
    }

    public synchronized void put(OwnerName name, TxtValue value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    public synchronized void delete(Predicate<OwnerName> names) {
        values.keySet().removeIf(names);
    }

    public synchronized List<OwnerName> names() {
        return values.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(Map.Entry::getKey).toList();
    }

    public synchronized List<TxtValue> at(OwnerName name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public synchronized List<Update> updates() {
        return List.copyOf(updates);
    }

    /** Every question in order, repeated ones too. */
    public synchronized List<OwnerName> asked() {
        return List.copyOf(asked);
    }

    public synchronized void forgetQuestions() {
        asked.clear();
    }

    @Override
    public synchronized Lookup lookup(OwnerName name) {
        asked.add(name);
        if (silent.test(name)) {
            return new Lookup.Unreachable("timed out");
        }
        List<TxtValue> found = at(name);
        return found.isEmpty() ? new Lookup.Absent() : new Lookup.Found(found);
    }

    @Override
    public List<Packed> pack(OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        List<Packed> packed = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += IN_A_MESSAGE) {
            int count = Math.min(IN_A_MESSAGE, changes.size() - from);
            packed.add(new Packed(count, count * RECORD));
        }
        return packed;
    }

    @Override
    public synchronized Sent send(Target target, OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        updates.add(new Update(target, zone, changes, key.isPresent()));
        if (key.isEmpty()) {
            if (noZone.test(zone)) {
                return new Sent.Refused(Rcode.REFUSED, Optional.empty(), false, Optional.empty(), 0);
            }
            changes.forEach(this::apply);
            return new Sent.Accepted(1, RECORD, "udp");
        }
        Sent answer = answers.isEmpty() ? new Sent.Accepted(1, changes.size() * RECORD, "tcp") : answers.poll();
        changes.subList(0, accepted(answer, changes.size())).forEach(this::apply);
        return answer;
    }

    private static int accepted(Sent answer, int all) {
        return switch (answer) {
            case Sent.Accepted _ -> all;
            case Sent.Refused refused -> refused.acceptedChanges();
            case Sent.NotAuthentic(var changes) -> changes;
            case Sent.Unreachable(var _, var changes) -> changes;
            case Sent.BadKey _ -> 0;
        };
    }

    private void apply(Change change) {
        List<TxtValue> held = values.computeIfAbsent(change.owner(), n -> new ArrayList<>());
        switch (change) {
            case Change.Add(var _, var value, var _, var _) -> {
                held.remove(value);
                held.add(value);
            }
            case Change.DeleteValue(var _, var value) -> held.remove(value);
            case Change.DeleteRrset _ -> held.clear();
        }
    }
}
