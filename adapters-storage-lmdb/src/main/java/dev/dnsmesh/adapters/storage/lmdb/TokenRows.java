package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.access.Issuer;
import dev.dnsmesh.domain.access.PrekeyScope;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lmdbjava.Dbi;

/** {@code tokens}: hash -> row; found again by subject and by the key that registered. */
final class TokenRows {
    private TokenRows() {
    }

    static Optional<Token> find(ReadView view, TokenHash hash) {
        return view.find(view.tables.tokens, key -> key.put(hash.octets().asBuffer())).map(TokenRows::decode);
    }

    static List<Token> all(ReadView view) {
        return beginning(view, "", Integer.MAX_VALUE);
    }

    /** In the order of hashes. */
    static List<Token> beginning(ReadView view, String hexPrefix, int limit) {
        List<Token> tokens = new ArrayList<>();
        String even = hexPrefix.length() % 2 == 0 ? hexPrefix : hexPrefix + "0";
        Octets from = Octets.fromHex(even.isEmpty() ? "00" : even).orElseThrow();
        view.scan(view.tables.tokens, key -> key.put(from.asBuffer()), (hash, row) ->
                tokens.size() < limit && Octets.of(hash).hex().startsWith(hexPrefix) && tokens.add(decode(row)));
        return tokens;
    }

    static List<Token> of(ReadView view, Subject subject) {
        return indexed(view, view.tables.tokensBySubject, Index.of(subject));
    }

    static List<Token> registeredBy(ReadView view, Ed25519PublicKey key) {
        return indexed(view, view.tables.tokensByRegistrant, key.octets());
    }

    private static List<Token> indexed(ReadView view, Dbi<ByteBuffer> index, Octets prefix) {
        return Index.entries(view, index, prefix).stream().flatMap(hash -> find(view, new TokenHash(hash)).stream())
                .toList();
    }

    static void put(WriteView view, Token token) {
        Octets hash = token.hash().octets();
        find(view, token.hash()).ifPresent(old -> {
            Index.delete(view, view.tables.tokensBySubject, Index.of(old.subject()), hash);
            old.registered().ifPresent(by -> Index.delete(view, view.tables.tokensByRegistrant, by.octets(), hash));
        });
        Octets row = encode(token);
        view.put(view.tables.tokens, key -> key.put(hash.asBuffer()), row.length(), value -> value.put(row.asBuffer()));
        Index.put(view, view.tables.tokensBySubject, Index.of(token.subject()), hash);
        token.registered().ifPresent(by -> Index.put(view, view.tables.tokensByRegistrant, by.octets(), hash));
    }

    private static Octets encode(Token token) {
        return new RowWriter().octets(token.hash().octets()).text(token.subject().text())
                .optional(token.prekeys().map(PrekeyScope::digits), RowWriter::text).fraction(token.ratePerSec())
                .number(token.rateBurst()).instant(token.issuedAt()).optional(token.expiresAt(), RowWriter::instant)
                .optional(token.revokedAt(), RowWriter::instant).text(token.issuer().text())
                .optional(token.note(), RowWriter::text)
                .optional(token.registered().map(Ed25519PublicKey::octets), RowWriter::octets).flag(token.holds()).row();
    }

    static Token decode(ByteBuffer row) {
        return RowReader.read(row, fields -> new Token(new TokenHash(fields.octets()), new Subject(fields.text()),
                fields.optional(RowReader::text).map(PrekeyScope::new), fields.fraction(), (int) fields.number(),
                fields.instant(), fields.optional(RowReader::instant), fields.optional(RowReader::instant),
                new Issuer(fields.text()), fields.optional(RowReader::text),
                fields.optional(RowReader::octets).map(Ed25519PublicKey::new), fields.flag()));
    }
}
