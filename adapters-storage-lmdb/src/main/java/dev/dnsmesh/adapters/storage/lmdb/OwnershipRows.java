package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.Holder;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code ownership}: name -> entry; found again by subject. */
final class OwnershipRows {
    /** A longer name is cut here and told apart by its hash. */
    private static final int NAME_IN_KEY = 470;

    private OwnershipRows() {
    }

    static Optional<OwnershipEntry> find(ReadView view, HeldName name) {
        return find(view, key(name));
    }

    private static Optional<OwnershipEntry> find(ReadView view, Octets name) {
        return view.find(view.tables.ownership, key -> key.put(name.asBuffer())).map(OwnershipRows::decode);
    }

    /** In the order of names. */
    static List<OwnershipEntry> all(ReadView view) {
        List<OwnershipEntry> entries = new ArrayList<>();
        view.scan(view.tables.ownership, key -> key.put((byte) 0), (name, row) -> entries.add(decode(row)));
        // keys sort likewise, but for names that were cut
        entries.sort(Comparator.comparing(OwnershipEntry::name));
        return entries;
    }

    /** In the order of names. */
    static List<OwnershipEntry> of(ReadView view, Subject subject) {
        Octets prefix = Index.of(subject);
        List<Octets> names = new ArrayList<>();
        view.scan(view.tables.ownershipBySubject, key -> key.put(prefix.asBuffer()),
                (key, name) -> Octets.of(key).startsWith(prefix) && names.add(Octets.of(name)));
        return names.stream().flatMap(name -> find(view, name).stream())
                .sorted(Comparator.comparing(OwnershipEntry::name)).toList();
    }

    static void put(WriteView view, OwnershipEntry entry) {
        delete(view, entry.name());
        Octets name = key(entry.name());
        Octets row = encode(entry);
        view.put(view.tables.ownership, key -> key.put(name.asBuffer()), row.length(),
                value -> value.put(row.asBuffer()));
        view.put(view.tables.ownershipBySubject, key -> putSubjectKey(key, entry), name.length(),
                value -> value.put(name.asBuffer()));
    }

    static void delete(WriteView view, HeldName name) {
        find(view, name).ifPresent(entry -> {
            view.delete(view.tables.ownershipBySubject, key -> putSubjectKey(key, entry));
            view.delete(view.tables.ownership, key -> key.put(key(name).asBuffer()));
        });
    }

    /** Names of up to {@code limit} entries that are held no more. */
    static List<HeldName> lapsed(ReadView view, Instant now, int limit) {
        List<HeldName> lapsed = new ArrayList<>();
        view.scan(view.tables.ownership, key -> key.put((byte) 0), (name, row) -> {
            OwnershipEntry entry = decode(row);
            return (entry.isHeldAt(now) || lapsed.add(entry.name())) && lapsed.size() < limit;
        });
        return lapsed;
    }

    /** Deletes those of these that are held no more. */
    static int prune(WriteView view, Instant now, List<HeldName> lapsed) {
        List<HeldName> still = lapsed.stream().filter(name -> find(view, name).filter(entry -> !entry.isHeldAt(now)).isPresent()).toList();
        still.forEach(name -> delete(view, name));
        return still.size();
    }

    private static void putSubjectKey(ByteBuffer key, OwnershipEntry entry) {
        key.put(Index.of(entry.subject()).asBuffer()).put(Sha256.of(Octets.utf8(entry.name().text())).asBuffer());
    }

    private static Octets key(HeldName name) {
        Octets text = Octets.utf8(name.text());
        return text.length() <= NAME_IN_KEY ? text : Octets.concat(text.slice(0, NAME_IN_KEY), Sha256.of(text));
    }

    private static Octets encode(OwnershipEntry entry) {
        Optional<Octets> key = switch (entry.holder()) {
            case Holder.Key(var holder) -> Optional.of(holder.octets());
            case Holder.Operator ignored -> Optional.empty();
        };
        return new RowWriter().text(entry.name().text()).optional(key, RowWriter::octets).text(entry.subject().text())
                .instant(entry.since()).optional(entry.heldUntil(), RowWriter::instant).row();
    }

    static OwnershipEntry decode(ByteBuffer row) {
        return RowReader.read(row, fields -> new OwnershipEntry(new HeldName(fields.text()),
                Holder.of(fields.optional(RowReader::octets).map(Ed25519PublicKey::new)), new Subject(fields.text()),
                fields.instant(), fields.optional(RowReader::instant)));
    }
}
