package dev.dnsmesh.domain.ownership;

import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.audit.AuditRow;
import java.util.ArrayList;
import java.util.List;

/** Ends credentials, and with them the counting of the names they hold. */
final class Revocations {
    private Revocations() {
    }

    /** Returns those that were not revoked before, as they are now. Each gets its audit row. */
    static List<TsigKey> revoke(List<TsigKey> keys, Actor actor, Terms terms, Draft draft) {
        List<TsigKey> revoked = new ArrayList<>();
        for (TsigKey key : keys) {
            if (key.revokedAt().isEmpty()) {
                TsigKey ended = key.revokedAt(terms.now());
                draft.put(ended);
                key.registered().ifPresent(by -> draft.touch(HeldName.of(key), new Holder.Key(by)));
                draft.audit(AuditRow.keyRevoked(terms.now(), key.name(), key.subject(), actor.noted()));
                revoked.add(ended);
            }
        }
        return revoked;
    }

    /** Returns those that were not revoked before, as they are now. Audit rows are the caller's. */
    static List<Token> revoke(List<Token> tokens, Terms terms, Draft draft) {
        List<Token> revoked = new ArrayList<>();
        for (Token token : tokens) {
            if (token.revokedAt().isEmpty()) {
                Token ended = token.revokedAt(terms.now());
                draft.put(ended);
                draft.touch(HeldName.of(token), Holder.of(token.registered()));
                revoked.add(ended);
            }
        }
        return revoked;
    }
}
