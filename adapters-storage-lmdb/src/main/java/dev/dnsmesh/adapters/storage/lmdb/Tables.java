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
    final Dbi<ByteBuffer> tombstones;
    final Dbi<ByteBuffer> keys;
    final Dbi<ByteBuffer> keysBySubject;
    final Dbi<ByteBuffer> keysByRegistrant;
    final Dbi<ByteBuffer> keysByRecipient;
    final Dbi<ByteBuffer> tokens;
    final Dbi<ByteBuffer> tokensBySubject;
    final Dbi<ByteBuffer> tokensByRegistrant;
    final Dbi<ByteBuffer> ownership;
    final Dbi<ByteBuffer> ownershipBySubject;
    final Dbi<ByteBuffer> audit;
    final Dbi<ByteBuffer> auditByTime;
    final Dbi<ByteBuffer> auditCounters;
    private final List<Dbi<ByteBuffer>> all = new ArrayList<>();

    Tables(Env<ByteBuffer> env) {
        meta = open(env, "meta");
        records = open(env, "records");
        byStamp = open(env, "by_stamp");
        byExpiry = open(env, "by_expiry");
        replays = open(env, "replays");
        replaysByEnd = open(env, "replays_by_end");
        watermarks = open(env, "watermarks");
        tombstones = open(env, "tombstones");
        keys = open(env, "keys");
        keysBySubject = open(env, "keys_by_subject");
        keysByRegistrant = open(env, "keys_by_registrant");
        keysByRecipient = open(env, "keys_by_recipient");
        tokens = open(env, "tokens");
        tokensBySubject = open(env, "tokens_by_subject");
        tokensByRegistrant = open(env, "tokens_by_registrant");
        ownership = open(env, "ownership");
        ownershipBySubject = open(env, "ownership_by_subject");
        audit = open(env, "audit");
        auditByTime = open(env, "audit_by_time");
        auditCounters = open(env, "audit_counters");
    }

    private Dbi<ByteBuffer> open(Env<ByteBuffer> env, String name) {
        // no comparator of our own, or LMDB would call back into Java at every step of every seek
        Dbi<ByteBuffer> table = env.openDbi(name.getBytes(StandardCharsets.US_ASCII), DbiFlags.MDB_CREATE);
        all.add(table);
        return table;
    }

    List<Dbi<ByteBuffer>> all() {
        return all;
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
