package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.spi.SecretWrap;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lmdbjava.Dbi;

/** {@code keys}: key name -> row; found again by subject, by the key that registered, and by mailbox hash. */
final class TsigKeyRows {
    private final SecretWrap wrap;
    private final RecentKeys recent = new RecentKeys();

    TsigKeyRows(SecretWrap wrap) {
        this.wrap = wrap;
    }

    Optional<TsigKey> find(ReadView view, TsigKeyName name) {
        return find(view, octets(name));
    }

    private Optional<TsigKey> find(ReadView view, Octets name) {
        return view.find(view.tables.keys, key -> key.put(name.asBuffer())).map(row -> recent.decoded(name, row, this::decode));
    }

    List<TsigKey> all(ReadView view) {
        List<TsigKey> keys = new ArrayList<>();
        view.scan(view.tables.keys, key -> key.put((byte) 0), (name, row) -> keys.add(decode(row)));
        return keys;
    }

    List<TsigKey> of(ReadView view, Subject subject) {
        return indexed(view, view.tables.keysBySubject, Index.of(subject));
    }

    List<TsigKey> registeredBy(ReadView view, Ed25519PublicKey key) {
        return indexed(view, view.tables.keysByRegistrant, key.octets());
    }

    /** Keys that may have the hash in some zone. */
    List<TsigKey> candidates(ReadView view, MailboxHash hash) {
        return indexed(view, view.tables.keysByRecipient, Octets.utf8(hash.digits()));
    }

    private List<TsigKey> indexed(ReadView view, Dbi<ByteBuffer> index, Octets prefix) {
        return Index.entries(view, index, prefix).stream().flatMap(name -> find(view, name).stream()).toList();
    }

    void put(WriteView view, TsigKey key) {
        Octets name = octets(key.name());
        find(view, name).ifPresent(old -> index(old, (index, prefix) -> Index.delete(view, index, prefix, name), view));
        rewrite(view, key);
        index(key, (index, prefix) -> Index.put(view, index, prefix, name), view);
    }

    /** Writes a row whose indexes stay as they are. */
    void rewrite(WriteView view, TsigKey key) {
        Octets row = encode(key);
        view.put(view.tables.keys, k -> k.put(octets(key.name()).asBuffer()), row.length(),
                value -> value.put(row.asBuffer()));
    }

    private static void index(TsigKey key, IndexChange change, WriteView view) {
        key.subject().ifPresent(subject -> change.at(view.tables.keysBySubject, Index.of(subject)));
        key.registered().ifPresent(by -> change.at(view.tables.keysByRegistrant, by.octets()));
        RegisteredRecipients.candidates(key)
                .forEach(hash -> change.at(view.tables.keysByRecipient, Octets.utf8(hash.digits())));
    }

    @FunctionalInterface
    private interface IndexChange {
        void at(Dbi<ByteBuffer> index, Octets prefix);
    }

    private Octets encode(TsigKey key) {
        String suffixes = key.suffixes().stream().map(ScopeSuffix::text).collect(Collectors.joining("\n"));
        return new RowWriter().text(key.name().text()).text(key.algorithm().text())
                .octets(wrap.wrap(key.secret(), key.name().text())).text(suffixes).instant(key.createdAt())
                .optional(key.expiresAt(), RowWriter::instant).optional(key.revokedAt(), RowWriter::instant)
                .optional(key.subject().map(Subject::text), RowWriter::text)
                .optional(key.registered().map(Ed25519PublicKey::octets), RowWriter::octets)
                .optional(key.proven().map(X25519PublicKey::octets), RowWriter::octets).flag(key.shaped()).row();
    }

    TsigKey decode(ByteBuffer row) {
        return RowReader.read(row, fields -> {
            TsigKeyName name = new TsigKeyName(fields.text());
            return new TsigKey(name, TsigAlgorithm.parse(fields.text()).orElseThrow(IllegalArgumentException::new),
                    wrap.unwrap(fields.octets(), name.text()),
                    Arrays.stream(fields.text().split("\n")).map(ScopeSuffix::new)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    fields.instant(), fields.optional(RowReader::instant), fields.optional(RowReader::instant),
                    fields.optional(RowReader::text).map(Subject::new),
                    fields.optional(RowReader::octets).map(Ed25519PublicKey::new),
                    fields.optional(RowReader::octets).map(X25519PublicKey::new), fields.flag());
        });
    }

    private static Octets octets(TsigKeyName name) {
        return Octets.utf8(name.text());
    }
}
