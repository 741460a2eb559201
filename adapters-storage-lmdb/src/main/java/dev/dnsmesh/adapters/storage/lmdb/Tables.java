package dev.dnsmesh.adapters.storage.lmdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.Stat;
import org.lmdbjava.Txn;

/** The named databases of the environment. */
final class Tables {
    /** Room for tables of later versions. */
    static final int MAX = 32;

    final Dbi<ByteBuffer> meta;
    final Dbi<ByteBuffer> records;
    final Dbi<ByteBuffer> byStamp;
    final Dbi<ByteBuffer> byExpiry;
    final Dbi<ByteBuffer> replays;
    final Dbi<ByteBuffer> replaysByEnd;
    final Dbi<ByteBuffer> watermarks;
    private final List<Dbi<ByteBuffer>> all = new ArrayList<>();

    Tables(Env<ByteBuffer> env) {
        meta = open(env, "meta");
        records = open(env, "records");
        byStamp = open(env, "by_stamp");
        byExpiry = open(env, "by_expiry");
        replays = open(env, "replays");
        replaysByEnd = open(env, "replays_by_end");
        watermarks = open(env, "watermarks");
    }

    private Dbi<ByteBuffer> open(Env<ByteBuffer> env, String name) {
        // no comparator of our own, or LMDB would call back into Java at every step of every seek
        Dbi<ByteBuffer> table = env.openDbi(name.getBytes(StandardCharsets.US_ASCII), DbiFlags.MDB_CREATE);
        all.add(table);
        return table;
    }

    /** Octets of the pages that hold data; free pages of the file are not counted. */
    long octetsInUse(Txn<ByteBuffer> txn) {
        long octets = 0;
        for (Dbi<ByteBuffer> table : all) {
            Stat stat = table.stat(txn);
            octets += (stat.branchPages + stat.leafPages + stat.overflowPages) * stat.pageSize;
        }
        return octets;
    }
}
