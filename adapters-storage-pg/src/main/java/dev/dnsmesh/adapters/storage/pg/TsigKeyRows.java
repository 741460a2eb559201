package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.application.port.out.StorageUnavailable;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code tsig_keys}, and {@code tsig_recipients} beside it. */
final class TsigKeyRows {
    private static final String SELECT = "SELECT * FROM tsig_keys ";
    private final SecretWrap wrap;

    TsigKeyRows(SecretWrap wrap) {
        this.wrap = wrap;
    }

    List<TsigKey> named(Handle handle, Collection<TsigKeyName> names) {
        return list(handle.createQuery(SELECT + "WHERE name = ANY(:names)")
                .bind("names", SqlArray.texts(names.stream().map(TsigKeyName::text).toList())));
    }

    List<TsigKey> all(Handle handle) {
        return list(handle.createQuery(SELECT + "ORDER BY name"));
    }

    List<TsigKey> of(Handle handle, Subject subject) {
        return list(handle.createQuery(SELECT + "WHERE subject = :subject ORDER BY name").bind("subject", subject.text()));
    }

    List<TsigKey> registeredBy(Handle handle, Ed25519PublicKey key) {
        return list(handle.createQuery(SELECT + "WHERE registered = :key ORDER BY name").bind("key", key.octets().toArray()));
    }

    /** Keys that may have the hash in some zone. */
    List<TsigKey> candidates(Handle handle, MailboxHash hash) {
        return list(handle.createQuery(SELECT + "WHERE name IN (SELECT name FROM tsig_recipients WHERE hash = :hash)")
                .bind("hash", hash.digits()));
    }

    private List<TsigKey> list(Query query) {
        return query.map(this::key).list();
    }

    void put(Handle handle, TsigKey key) {
        handle.createUpdate("INSERT INTO tsig_keys (name, algorithm, secret, wrapped, suffixes, created_at, expires_at,"
                        + " revoked_at, subject, registered, proven, shaped) VALUES (:name, :algorithm, :secret, :wrapped,"
                        + " :suffixes, :created, :expires, :revoked, :subject, :registered, :proven, :shaped)"
                        + " ON CONFLICT (name) DO UPDATE SET algorithm = EXCLUDED.algorithm, secret = EXCLUDED.secret,"
                        + " wrapped = EXCLUDED.wrapped, suffixes = EXCLUDED.suffixes, created_at = EXCLUDED.created_at,"
                        + " expires_at = EXCLUDED.expires_at, revoked_at = EXCLUDED.revoked_at, subject = EXCLUDED.subject,"
                        + " registered = EXCLUDED.registered, proven = EXCLUDED.proven, shaped = EXCLUDED.shaped")
                .bind("name", key.name().text()).bind("algorithm", key.algorithm().text())
                .bind("secret", wrap.wrap(key.secret(), key.name().text()).toArray()).bind("wrapped", wrap.wraps())
                .bind("suffixes", SqlArray.texts(key.suffixes().stream().map(ScopeSuffix::text).toList()))
                .bind("created", Columns.time(key.createdAt())).bind("expires", Columns.time(key.expiresAt()))
                .bind("revoked", Columns.time(key.revokedAt())).bind("subject", key.subject().map(Subject::text))
                .bind("registered", key.registered().map(by -> by.octets().toArray()))
                .bind("proven", key.proven().map(by -> by.octets().toArray())).bind("shaped", key.shaped()).execute();
        handle.createUpdate("DELETE FROM tsig_recipients WHERE name = :name").bind("name", key.name().text()).execute();
        handle.createUpdate("INSERT INTO tsig_recipients (hash, name) SELECT hash, :name FROM unnest(:hashes) AS of(hash)")
                .bind("name", key.name().text()).bind("hashes", SqlArray.texts(RegisteredRecipients.candidates(key).stream().map(MailboxHash::digits).toList())).execute();
    }

    TsigKey key(ResultSet row, StatementContext context) throws SQLException {
        TsigKeyName name = new TsigKeyName(row.getString("name"));
        if (row.getBoolean("wrapped") != wrap.wraps()) {
            throw new StorageUnavailable("the secret of " + name + " was written by a node with another DMP_SECRETS_KEY_FILE"
                    + " setting: all nodes on a database have the same");
        }
        return new TsigKey(name, TsigAlgorithm.parse(row.getString("algorithm")).orElseThrow(),
                wrap.unwrap(Octets.of(row.getBytes("secret")), name.text()),
                Arrays.stream((String[]) row.getArray("suffixes").getArray()).map(ScopeSuffix::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                Columns.instant(row, "created_at"), Columns.optionalInstant(row, "expires_at"),
                Columns.optionalInstant(row, "revoked_at"), Columns.optionalText(row, "subject").map(Subject::new),
                Columns.optionalOctets(row, "registered").map(Ed25519PublicKey::new),
                Columns.optionalOctets(row, "proven").map(X25519PublicKey::new), row.getBoolean("shaped"));
    }
}
