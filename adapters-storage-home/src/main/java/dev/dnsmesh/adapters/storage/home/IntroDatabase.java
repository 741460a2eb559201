package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.adapters.storage.home.SharedDatabase.TooNew;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.SharedFiles.RemovedIntro;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** intros.db: the intro queue and the denylist (client.md 16.3). */
final class IntroDatabase {
    private static final int VERSION = 1;
    private static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS intros (id INTEGER PRIMARY KEY AUTOINCREMENT, sender_spk BLOB NOT NULL, "
                + "msg_id BLOB NOT NULL, plaintext BLOB NOT NULL, sender_mailbox_domain TEXT NOT NULL, "
                + "sender_label TEXT NOT NULL DEFAULT '', received_at INTEGER NOT NULL, msg_exp INTEGER NOT NULL, "
                + "UNIQUE(sender_spk, msg_id))",
        "CREATE INDEX IF NOT EXISTS idx_intros_received_at ON intros(received_at DESC)",
        "CREATE TABLE IF NOT EXISTS denylist (sender_spk BLOB PRIMARY KEY, blocked_at INTEGER NOT NULL, "
                + "note TEXT NOT NULL DEFAULT '')"};

    private final Path file;

    IntroDatabase(Path file) {
        this.file = file;
    }

    record Content(List<Message> intros, List<Blocked> denylist) {
    }

    Content read() throws SQLException, TooNew, IOException {
        if (!SharedDatabase.exists(file)) {
            return new Content(List.of(), List.of());
        }
        try (SharedDatabase database = SharedDatabase.open(file, VERSION, TABLES)) {
            return new Content(intros(database.connection()), denylist(database.connection()));
        }
    }

    private static List<Message> intros(Connection connection) throws SQLException {
        List<Message> intros = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT id, sender_spk, msg_id, plaintext, sender_mailbox_domain, sender_label, received_at, msg_exp FROM intros")) {
            while (rows.next()) {
                byte[] sender = rows.getBytes(2);
                byte[] id = rows.getBytes(3);
                byte[] body = rows.getBytes(4);
                if (sender == null || sender.length != Ed25519PublicKey.LENGTH || id == null || id.length != 16 || body == null) {
                    continue;
                }
                Instant received = Instant.ofEpochSecond(rows.getLong(7));
                intros.add(new Message(rows.getLong(1), new MessageId(Octets.of(id)), new Ed25519PublicKey(Octets.of(sender)),
                        rows.getString(6), rows.getString(5), Via.PRIMARY, received, received,
                        Instant.ofEpochSecond(rows.getLong(8)), false, true, Octets.of(body)));
            }
        }
        return intros;
    }

    private static List<Blocked> denylist(Connection connection) throws SQLException {
        List<Blocked> denylist = new ArrayList<>();
        try (Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("SELECT sender_spk, blocked_at, note FROM denylist")) {
            while (rows.next()) {
                byte[] sender = rows.getBytes(1);
                if (sender != null && sender.length == Ed25519PublicKey.LENGTH) {
                    denylist.add(new Blocked(new Ed25519PublicKey(Octets.of(sender)),
                            Instant.ofEpochSecond(rows.getLong(2)), rows.getString(3)));
                }
            }
        }
        return denylist;
    }

    /** The denylist becomes what is given; intros are added where missing and removed where told. */
    void write(List<Message> intros, Set<RemovedIntro> removed, List<Blocked> denylist)
            throws SQLException, TooNew, IOException {
        if (!SharedDatabase.exists(file) && intros.isEmpty() && denylist.isEmpty()) {
            return;
        }
        try (SharedDatabase database = SharedDatabase.open(file, VERSION, TABLES)) {
            Connection connection = database.connection();
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR IGNORE INTO intros (sender_spk, msg_id, plaintext, sender_mailbox_domain, sender_label, "
                            + "received_at, msg_exp) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (Message intro : intros) {
                    insert.setBytes(1, intro.sender().octets().toArray());
                    insert.setBytes(2, intro.messageId().octets().toArray());
                    insert.setBytes(3, intro.body().toArray());
                    insert.setString(4, intro.zone());
                    insert.setString(5, intro.senderLabel());
                    insert.setLong(6, intro.receivedAt().getEpochSecond());
                    insert.setLong(7, intro.expiresAt().getEpochSecond());
                    insert.executeUpdate();
                }
            }
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM intros WHERE sender_spk = ? AND msg_id = ?")) {
                for (RemovedIntro intro : removed) {
                    delete.setBytes(1, intro.sender().octets().toArray());
                    delete.setBytes(2, intro.id().octets().toArray());
                    delete.executeUpdate();
                }
            }
            replaceDenylist(connection, denylist);
            connection.commit();
        }
    }

    private static void replaceDenylist(Connection connection, List<Blocked> denylist) throws SQLException {
        Set<Ed25519PublicKey> wanted = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO denylist (sender_spk, blocked_at, note) VALUES (?, ?, ?)");
             PreparedStatement delete = connection.prepareStatement("DELETE FROM denylist WHERE sender_spk = ?")) {
            for (Blocked blocked : denylist) {
                wanted.add(blocked.sender());
                insert.setBytes(1, blocked.sender().octets().toArray());
                insert.setLong(2, blocked.at().getEpochSecond());
                insert.setString(3, blocked.note());
                insert.executeUpdate();
            }
            for (Blocked held : denylist(connection)) {
                if (!wanted.contains(held.sender())) {
                    delete.setBytes(1, held.sender().octets().toArray());
                    delete.executeUpdate();
                }
            }
        }
    }
}
