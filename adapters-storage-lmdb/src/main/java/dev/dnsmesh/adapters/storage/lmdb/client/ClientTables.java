package dev.dnsmesh.adapters.storage.lmdb.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;

/** The named databases. Keys are of fixed length: numbers of 64 bits, a signer's key and a message's id, a key. */
final class ClientTables {
    /** Room for tables of later versions. */
    static final int MAX = 24;

    final Dbi<ByteBuffer> meta;
    final Dbi<ByteBuffer> seen;
    final Dbi<ByteBuffer> inbox;
    final Dbi<ByteBuffer> inboxByMessage;
    final Dbi<ByteBuffer> intros;
    final Dbi<ByteBuffer> introsByMessage;
    final Dbi<ByteBuffer> denylist;
    final Dbi<ByteBuffer> prekeys;
    final Dbi<ByteBuffer> owedDeletions;
    final Dbi<ByteBuffer> outbox;
    /** What the shared files have not been told. */
    final Dbi<ByteBuffer> debts;
    /** What the shared files held when they were last written. */
    final Dbi<ByteBuffer> mirrored;

    ClientTables(Env<ByteBuffer> env) {
        meta = open(env, "meta");
        seen = open(env, "seen");
        inbox = open(env, "inbox");
        inboxByMessage = open(env, "inbox_by_message");
        intros = open(env, "intros");
        introsByMessage = open(env, "intros_by_message");
        denylist = open(env, "denylist");
        prekeys = open(env, "prekeys");
        owedDeletions = open(env, "owed_deletions");
        outbox = open(env, "outbox");
        debts = open(env, "debts");
        mirrored = open(env, "mirrored");
    }

    private static Dbi<ByteBuffer> open(Env<ByteBuffer> env, String name) {
        return env.openDbi(name.getBytes(StandardCharsets.US_ASCII), DbiFlags.MDB_CREATE);
    }
}
