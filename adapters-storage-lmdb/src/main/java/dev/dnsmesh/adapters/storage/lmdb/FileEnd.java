package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;

/**
 * Where the file ends before the last page that LMDB counts. A page in use behind the end kills the process that reads it; free
 * ones there are nothing unusual, since LMDB does not write what a transaction took and gave back.
 */
final class FileEnd {
    private FileEnd() {
    }

    static boolean isEarly(Env<ByteBuffer> env, Path directory) throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve(LmdbStorage.DATA_FILE), StandardOpenOption.READ)) {
            return file.size() < whole(env);
        }
    }

    /**
     * Fills up the file with zeros, of which LMDB says that they are no page of its own. To be called before the first transaction.
     *
     * @return whether there was something to fill up: then {@link #demandRows}
     */
    static boolean mend(Env<ByteBuffer> env, Path directory) throws IOException {
        if (!isEarly(env, directory)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(directory.resolve(LmdbStorage.DATA_FILE), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), whole(env) - 1);
        }
        return true;
    }

    private static long whole(Env<ByteBuffer> env) {
        return (env.info().lastPageNumber + 1) * env.stat().pageSize;
    }

    /**
     * Reads all there is.
     *
     * @throws StorageCorrupt where a record is not the one that was written
     */
    static void demandRows(ReadView view) {
        for (Dbi<ByteBuffer> table : view.tables.all()) {
            view.scan(table, key -> key.put((byte) 0), (key, row) -> true);
        }
        view.scan(view.tables.records, key -> key.put((byte) 0), (key, row) -> {
            Octets hash = Octets.of(key.slice(key.limit() - RecordLayout.HASH, RecordLayout.HASH));
            if (!Sha256.of(RecordLayout.value(row)).equals(hash)) {
                throw new StorageCorrupt("the LMDB file is damaged: it was cut short");
            }
            return true;
        });
    }
}
