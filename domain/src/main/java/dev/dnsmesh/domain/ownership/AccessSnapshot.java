package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * What planners read, as a storage sees it inside the transaction that will write their plan. Revoked and expired rows
 * and lapsed entries are part of it. Lists come in any order.
 */
public interface AccessSnapshot {
    Optional<TsigKey> key(TsigKeyName name);

    List<TsigKey> keysOf(Subject subject);

    List<TsigKey> keysRegisteredBy(Ed25519PublicKey key);

    Optional<Token> token(TokenHash hash);

    /** Tokens whose lower-case hex hash begins so; at most {@code limit} of them. */
    List<Token> tokensBeginning(String hexPrefix, int limit);

    List<Token> tokensOf(Subject subject);

    List<Token> tokensRegisteredBy(Ed25519PublicKey key);

    Optional<OwnershipEntry> entry(HeldName name);

    List<OwnershipEntry> entriesOf(Subject subject);

    /** The first subject that ever registered a TSIG key by itself (W9), {@link AccessWrite#first}. */
    Optional<Subject> firstRegistered();
}
