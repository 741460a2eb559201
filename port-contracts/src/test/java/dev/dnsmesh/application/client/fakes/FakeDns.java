package dev.dnsmesh.application.client.fakes;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A DNS whose updates are read back at once. Answers to updates can be scripted; unscripted ones are accepted. */
public final class FakeDns implements TxtResolver, UpdateSender {
    public record Update(Target target, OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
    }

    private final Map<OwnerName, List<TxtValue>> values = new LinkedHashMap<>();
    private final Set<OwnerName> unreachable = new HashSet<>();
    private final Deque<Sent> answers = new ArrayDeque<>();
    private final List<Update> updates = new ArrayList<>();
    private final List<OwnerName> asked = new ArrayList<>();

    public FakeDns with(OwnerName name, String value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(TxtValue.of(value));
        return this;
    }

    public FakeDns with(OwnerName name, TxtValue value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    public FakeDns unreachable(OwnerName name) {
        unreachable.add(name);
        return this;
    }

    /** The next update is answered so, and changes nothing unless it is accepted. */
    public FakeDns answering(Sent sent) {
        answers.add(sent);
        return this;
    }

    public List<TxtValue> at(OwnerName name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public List<Update> updates() {
        return updates;
    }

    public List<OwnerName> asked() {
        return asked;
    }

    @Override
    public synchronized Lookup lookup(OwnerName name) {
        asked.add(name);
        if (unreachable.contains(name)) {
            return new Lookup.Unreachable("timed out");
        }
        List<TxtValue> found = at(name);
        return found.isEmpty() ? new Lookup.Absent() : new Lookup.Found(found);
    }

    @Override
    public List<Packed> pack(OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        return List.of(new Packed(changes.size(), changes.size() * 100));
    }

    @Override
    public synchronized Sent send(Target target, OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        updates.add(new Update(target, zone, List.copyOf(changes), key));
        Sent answer = answers.isEmpty() ? new Sent.Accepted(1, changes.size() * 100, "udp") : answers.poll();
        if (answer instanceof Sent.Accepted) {
            changes.forEach(this::apply);
        }
        return answer;
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
