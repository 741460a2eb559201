package dev.dnsmesh.adapters.storage.pg;

import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code tokens}. */
final class TokenRows {
    private static final String SELECT = "SELECT * FROM tokens ";
    private static final String BY_HASH = "ORDER BY hash";
    private static final int HEX_DIGITS = 64;

    private TokenRows() {
    }

    static List<Token> hashed(Handle handle, Collection<TokenHash> hashes) {
        return handle.createQuery(SELECT + "WHERE hash = ANY(:hashes)")
                .bind("hashes", SqlArray.octets(hashes.stream().map(hash -> hash.octets().toArray()).toList()))
                .map(TokenRows::token).list();
    }

    static List<Token> all(Handle handle) {
        return handle.createQuery(SELECT + BY_HASH).map(TokenRows::token).list();
    }

    static List<Token> of(Handle handle, Subject subject) {
        return handle.createQuery(SELECT + "WHERE subject = :subject " + BY_HASH).bind("subject", subject.text())
                .map(TokenRows::token).list();
    }

    static List<Token> registeredBy(Handle handle, Ed25519PublicKey key) {
        return handle.createQuery(SELECT + "WHERE registered = :key " + BY_HASH).bind("key", key.octets().toArray())
                .map(TokenRows::token).list();
    }

    /** In the order of hashes. */
    static List<Token> beginning(Handle handle, String hexPrefix, int limit) {
        int open = HEX_DIGITS - hexPrefix.length();
        return handle.createQuery(SELECT + "WHERE hash BETWEEN :from AND :to ORDER BY hash LIMIT :most")
                .bind("from", HexFormat.of().parseHex(hexPrefix + "0".repeat(open)))
                .bind("to", HexFormat.of().parseHex(hexPrefix + "f".repeat(open))).bind("most", limit)
                .map(TokenRows::token).list();
    }

    static void put(Handle handle, Token token) {
        handle.createUpdate("INSERT INTO tokens (hash, subject, prekeys, rate_per_sec, rate_burst, issued_at, expires_at,"
                        + " revoked_at, issuer, note, registered, holds) VALUES (:hash, :subject, :prekeys, :rate, :burst,"
                        + " :issued, :expires, :revoked, :issuer, :note, :registered, :holds)"
                        + " ON CONFLICT (hash) DO UPDATE SET subject = EXCLUDED.subject, prekeys = EXCLUDED.prekeys,"
                        + " rate_per_sec = EXCLUDED.rate_per_sec, rate_burst = EXCLUDED.rate_burst,"
                        + " issued_at = EXCLUDED.issued_at, expires_at = EXCLUDED.expires_at,"
                        + " revoked_at = EXCLUDED.revoked_at, issuer = EXCLUDED.issuer, note = EXCLUDED.note,"
                        + " registered = EXCLUDED.registered, holds = EXCLUDED.holds")
                .bind("hash", token.hash().octets().toArray()).bind("subject", token.subject().text())
                .bind("prekeys", token.prekeys().map(PrekeyScope::digits)).bind("rate", token.ratePerSec())
                .bind("burst", token.rateBurst()).bind("issued", Columns.time(token.issuedAt()))
                .bind("expires", Columns.time(token.expiresAt())).bind("revoked", Columns.time(token.revokedAt()))
                .bind("issuer", token.issuer().text()).bind("note", token.note())
                .bind("registered", token.registered().map(by -> by.octets().toArray())).bind("holds", token.holds()).execute();
    }

    static Token token(ResultSet row, StatementContext context) throws SQLException {
        return new Token(new TokenHash(Octets.of(row.getBytes("hash"))), new Subject(row.getString("subject")),
                Columns.optionalText(row, "prekeys").map(PrekeyScope::new), row.getDouble("rate_per_sec"),
                row.getInt("rate_burst"), Columns.instant(row, "issued_at"), Columns.optionalInstant(row, "expires_at"),
                Columns.optionalInstant(row, "revoked_at"), new Issuer(row.getString("issuer")),
                Columns.optionalText(row, "note"), Columns.optionalOctets(row, "registered").map(Ed25519PublicKey::new),
                row.getBoolean("holds"));
    }
}
