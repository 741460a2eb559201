package dev.dnsmesh.adapters.storage.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** Begins to read, as a backup does, says so, and goes on until it is killed. */
final class ReadVictim {
    private ReadVictim() {
    }

    public static void main(String[] arguments) throws IOException {
        try (Env<ByteBuffer> env = Env.create().setMaxDbs(Tables.MAX).open(Path.of(arguments[0]).toFile(), EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
             Txn<ByteBuffer> txn = env.txnRead()) {
            System.out.println("reading " + txn.getId());
            System.in.read();
        }
    }
}
