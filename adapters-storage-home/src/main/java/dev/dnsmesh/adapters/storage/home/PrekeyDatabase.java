package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.adapters.storage.home.SharedDatabase.TooNew;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** prekeys.db (client.md 16.2). */
final class PrekeyDatabase {
    private static final int VERSION = 2;
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS prekeys (prekey_id INTEGER PRIMARY KEY, "
            + "private_key BLOB NOT NULL, public_key BLOB NOT NULL, exp INTEGER NOT NULL, created_at INTEGER NOT NULL, "
            + "wire_record TEXT NOT NULL DEFAULT '')";
    private static final String INDEX = "CREATE INDEX IF NOT EXISTS idx_prekeys_exp ON prekeys(exp)";
    private static final String WIRE = "ALTER TABLE prekeys ADD COLUMN wire_record TEXT NOT NULL DEFAULT ''";

    private final Path file;

    PrekeyDatabase(Path file) {
        this.file = file;
    }

    private SharedDatabase open() throws SQLException, TooNew, IOException {
        boolean old = SharedDatabase.exists(file) && SharedDatabase.hasColumn(file, "prekeys", "prekey_id")
                && !SharedDatabase.hasColumn(file, "prekeys", "wire_record");
        return old ? SharedDatabase.open(file, VERSION, WIRE, INDEX) : SharedDatabase.open(file, VERSION, TABLE, INDEX);
    }

    /** Rows of the right lengths; others are not ours to judge and stay. */
    List<StoredPrekey> read() throws SQLException, TooNew, IOException {
        if (!SharedDatabase.exists(file)) {
            return List.of();
        }
        List<StoredPrekey> prekeys = new ArrayList<>();
        try (SharedDatabase database = open(); Statement statement = database.connection().createStatement();
             ResultSet rows = statement.executeQuery(
                     "SELECT prekey_id, private_key, public_key, exp, created_at, wire_record FROM prekeys")) {
            while (rows.next()) {
                byte[] secret = rows.getBytes(2);
                byte[] key = rows.getBytes(3);
                long id = rows.getLong(1);
                if (secret == null || secret.length != 32 || key == null || key.length != 32 || id < 1 || id > 0xffff_ffffL) {
                    continue;
                }
                String wire = rows.getString(6);
                prekeys.add(new StoredPrekey(id, Secret.of(secret), new X25519PublicKey(Octets.of(key)),
                        Instant.ofEpochSecond(rows.getLong(4)), Instant.ofEpochSecond(rows.getLong(5)),
                        wire == null || wire.isEmpty() ? Optional.empty() : Optional.of(TxtValue.of(wire))));
                Arrays.fill(secret, (byte) 0);
            }
        }
        return prekeys;
    }

    /** Adds what is missing, notes what was published, deletes what was consumed. */
    void write(List<StoredPrekey> prekeys, Set<Long> consumed) throws SQLException, TooNew, IOException {
        if (!SharedDatabase.exists(file) && prekeys.isEmpty()) {
            return;
        }
        try (SharedDatabase database = open();
             PreparedStatement insert = database.connection().prepareStatement(
                     "INSERT INTO prekeys (prekey_id, private_key, public_key, exp, created_at, wire_record) "
                             + "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (prekey_id) DO UPDATE SET "
                             + "wire_record = excluded.wire_record WHERE excluded.wire_record <> ''");
             PreparedStatement delete = database.connection().prepareStatement("DELETE FROM prekeys WHERE prekey_id = ?")) {
            for (StoredPrekey prekey : prekeys) {
                byte[] secret = prekey.privateKey().reveal();
                insert.setLong(1, prekey.id());
                insert.setBytes(2, secret);
                insert.setBytes(3, prekey.publicKey().octets().toArray());
                insert.setLong(4, prekey.expiresAt().getEpochSecond());
                insert.setLong(5, prekey.createdAt().getEpochSecond());
                insert.setString(6, prekey.wire().flatMap(TxtValue::text).orElse(""));
                insert.executeUpdate();
                Arrays.fill(secret, (byte) 0);
            }
            for (long id : consumed) {
                delete.setLong(1, id);
                delete.executeUpdate();
            }
            database.connection().commit();
        }
    }
}
