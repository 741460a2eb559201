package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyPlanner;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The TSIG keys in PostgreSQL. A key is read anew for every packet, so that what any node did to it counts at once. */
final class PostgresTsigKeyStore implements TsigKeyStore {
    private final Connections connections;
    private final Writer writer;
    private final TsigKeyRows keys;
    private final Coalescer<TsigKeyName, Optional<TsigKey>> lookUps = new Coalescer<>(1, this::find);

    PostgresTsigKeyStore(Connections connections, Writer writer, TsigKeyRows keys) {
        this.connections = connections;
        this.writer = writer;
        this.keys = keys;
    }

    @Override
    public Optional<TsigKey> find(TsigKeyName name) {
        return lookUps.load(name);
    }

    private List<Optional<TsigKey>> find(List<TsigKeyName> names) {
        Map<TsigKeyName, TsigKey> found = connections.read(handle -> keys.named(handle, new LinkedHashSet<>(names))).stream()
                .collect(Collectors.toMap(TsigKey::name, Function.identity()));
        return names.stream().map(name -> Optional.ofNullable(found.get(name))).toList();
    }

    @Override
    public List<TsigKey> list(Optional<Subject> subject) {
        return connections.read(handle -> subject.map(of -> keys.of(handle, of)).orElseGet(() -> keys.all(handle)));
    }

    @Override
    public boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now) {
        return RegisteredRecipients.of(connections.read(handle -> keys.candidates(handle, hash)), zone, now).contains(hash);
    }

    @Override
    public MintOutcome mint(MintRequest request) {
        return transact(before -> KeyPlanner.mint(request, before));
    }

    @Override
    public RotateOutcome rotate(RotateRequest request) {
        return transact(before -> KeyPlanner.rotate(request, before));
    }

    @Override
    public TakeOver put(TsigKey key, Terms terms) {
        return transact(before -> KeyPlanner.takeOver(key, terms, before));
    }

    @Override
    public RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms) {
        return transact(before -> KeyPlanner.revoke(target, actor, terms, before));
    }

    private <O> O transact(Function<AccessSnapshot, Plan<O>> planner) {
        return AccessView.transact(writer, keys, planner);
    }
}
