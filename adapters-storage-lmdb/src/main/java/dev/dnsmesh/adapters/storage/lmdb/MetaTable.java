package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the store notes about itself. */
final class MetaTable {
    /** Of the tables and their rows: 2 has tombstones. A store of a higher one is refused, one of a lower one lacks tables only. */
    static final int SCHEMA = 2;

    private static final String SCHEMA_KEY = "schema";
    private static final String LAST_STAMP = "last_stamp";
    private static final String CLAIMS = "claims";
    private static final String INSTANCE = "instance";
    private static final String FIRST_REGISTERED = "first_registered";
    private static final String WRAPPING = "wrapping";
    private static final String COPY_NOTE = "copy_note";

    private MetaTable() {
    }

    /** 0 in a new store. */
    static int schema(ReadView view) {
        return (int) number(view, SCHEMA_KEY);
    }

    static void putSchema(WriteView view, int schema) {
        putNumber(view, SCHEMA_KEY, schema);
    }

    static Stamp lastStamp(ReadView view) {
        return new Stamp(number(view, LAST_STAMP));
    }

    static void putLastStamp(WriteView view, Stamp stamp) {
        putNumber(view, LAST_STAMP, stamp.millis());
    }

    /** Rows at the owners of claims. */
    static long claims(ReadView view) {
        return number(view, CLAIMS);
    }

    static void putClaims(WriteView view, long claims) {
        putNumber(view, CLAIMS, claims);
    }

    static Octets instance(ReadView view) {
        return octets(view, INSTANCE).orElse(Octets.EMPTY);
    }

    static void putInstance(WriteView view, Octets instance) {
        putOctets(view, INSTANCE, instance);
    }

    /** What only the right wrapping key opens; empty while secrets lie plain. */
    static Optional<Octets> wrapping(ReadView view) {
        return octets(view, WRAPPING);
    }

    static void putWrapping(WriteView view, Octets check) {
        putOctets(view, WRAPPING, check);
    }

    static Optional<Subject> firstRegistered(ReadView view) {
        return octets(view, FIRST_REGISTERED).flatMap(Octets::asUtf8).map(Subject::new);
    }

    static void putFirstRegistered(WriteView view, Subject subject) {
        putOctets(view, FIRST_REGISTERED, Octets.utf8(subject.text()));
    }

    static void putFirstRegistered(WriteView view, Optional<Subject> subject) {
        subject.ifPresentOrElse(present -> putFirstRegistered(view, present), () -> view.delete(view.tables.meta, key -> putKey(key, FIRST_REGISTERED)));
    }

    /** Of the unfinished copy that this store is the target of. */
    static Optional<Octets> copyNote(ReadView view) {
        return octets(view, COPY_NOTE);
    }

    static void putCopyNote(WriteView view, Optional<Octets> note) {
        note.ifPresentOrElse(present -> putOctets(view, COPY_NOTE, present), () -> view.delete(view.tables.meta, key -> putKey(key, COPY_NOTE)));
    }

    private static long number(ReadView view, String name) {
        return view.find(view.tables.meta, key -> putKey(key, name)).map(found -> found.getLong(found.position()))
                .orElse(0L);
    }

    private static void putNumber(WriteView view, String name, long number) {
        view.put(view.tables.meta, key -> putKey(key, name), Long.BYTES, value -> value.putLong(number));
    }

    private static Optional<Octets> octets(ReadView view, String name) {
        return view.find(view.tables.meta, key -> putKey(key, name)).map(Octets::of);
    }

    private static void putOctets(WriteView view, String name, Octets octets) {
        view.put(view.tables.meta, key -> putKey(key, name), octets.length(), value -> value.put(octets.asBuffer()));
    }

    private static void putKey(ByteBuffer key, String name) {
        key.put(name.getBytes(StandardCharsets.US_ASCII));
    }
}
