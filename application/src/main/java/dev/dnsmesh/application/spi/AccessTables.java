package dev.dnsmesh.application.spi;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The TSIG keys, tokens and held names of a storage as one transaction sees them. {@link AccessStores} makes three stores of
 * them. As it is here, all but a key, which every signed packet asks for, is found by looking through all rows: override what
 * has an index.
 */
public interface AccessTables extends AccessSnapshot {
    /** All, in the order of their names. */
    Collection<TsigKey> keys();

    /** All, in the order of their hashes. */
    Collection<Token> tokens();

    /** All, in the order of their names. */
    Collection<OwnershipEntry> entries();

    /** Writes all of it, the audit rows too, for the transaction to commit. The first subject stays who it was. */
    void write(AccessWrite write);

    /** Keys that may have made the mailbox theirs; more do no harm. */
    default Collection<TsigKey> candidates(MailboxHash hash) {
        return keys();
    }

    @Override
    default List<TsigKey> keysOf(Subject subject) {
        return those(keys(), key -> key.subject().equals(Optional.of(subject))).toList();
    }

    @Override
    default List<TsigKey> keysRegisteredBy(Ed25519PublicKey key) {
        return those(keys(), row -> row.registered().equals(Optional.of(key))).toList();
    }

    @Override
    default Optional<Token> token(TokenHash hash) {
        return those(tokens(), token -> token.hash().equals(hash)).findFirst();
    }

    @Override
    default List<Token> tokensBeginning(String hexPrefix, int limit) {
        return those(tokens(), token -> token.hash().hex().startsWith(hexPrefix)).limit(limit).toList();
    }

    @Override
    default List<Token> tokensOf(Subject subject) {
        return those(tokens(), token -> token.subject().equals(subject)).toList();
    }

    @Override
    default List<Token> tokensRegisteredBy(Ed25519PublicKey key) {
        return those(tokens(), row -> row.registered().equals(Optional.of(key))).toList();
    }

    @Override
    default Optional<OwnershipEntry> entry(HeldName name) {
        return those(entries(), entry -> entry.name().equals(name)).findFirst();
    }

    @Override
    default List<OwnershipEntry> entriesOf(Subject subject) {
        return those(entries(), entry -> entry.subject().equals(subject)).toList();
    }

    private static <T> Stream<T> those(Collection<T> rows, Predicate<T> which) {
        return rows.stream().filter(which);
    }
}
