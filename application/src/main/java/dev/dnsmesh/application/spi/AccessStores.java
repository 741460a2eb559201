package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.OwnershipRegistry;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.RegisteredRecipients;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.ownership.AccessSnapshot;
import dev.dnsmesh.domain.ownership.AccessWrite;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.HeldName;
import dev.dnsmesh.domain.ownership.KeyPlanner;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.OwnershipEntry;
import dev.dnsmesh.domain.ownership.Plan;
import dev.dnsmesh.domain.ownership.ReleaseOutcome;
import dev.dnsmesh.domain.ownership.ReleasePlanner;
import dev.dnsmesh.domain.ownership.RevokeOutcome;
import dev.dnsmesh.domain.ownership.RotateOutcome;
import dev.dnsmesh.domain.ownership.RotateRequest;
import dev.dnsmesh.domain.ownership.TakeOver;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenOutcome;
import dev.dnsmesh.domain.ownership.TokenPlanner;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stores of keys, tokens and held names over a storage's transactions: the planners of {@code domain.ownership} decide, the
 * storage reads for them and writes what they return.
 */
public final class AccessStores {
    private AccessStores() {
    }

    private static <O> O plan(AccessTransactions transactions, Function<AccessSnapshot, Plan<O>> planner) {
        return transactions.write(tables -> {
            Plan<O> plan = planner.apply(tables);
            if (!plan.write().isNothing()) {
                tables.write(plan.write());
            }
            return plan.outcome();
        });
    }

    /** The TSIG keys. */
    public static TsigKeyStore tsigKeys(AccessTransactions transactions) {
        return new OfTsigKeys(transactions);
    }

    /** The bearer tokens. */
    public static TokenStore tokens(AccessTransactions transactions) {
        return new OfTokens(transactions);
    }

    /** The held names. */
    public static OwnershipRegistry ownership(AccessTransactions transactions) {
        return new OfOwnership(transactions);
    }

    private record OfTsigKeys(AccessTransactions transactions) implements TsigKeyStore {
        @Override
        public Optional<TsigKey> find(TsigKeyName name) {
            return transactions.read(tables -> tables.key(name));
        }

        @Override
        public Glimpse tryFind(TsigKeyName name) {
            return transactions.tryRead(tables -> tables.key(name)).<Glimpse>map(Glimpse.Known::new).orElseGet(Glimpse.Unknown::new);
        }

        @Override
        public List<TsigKey> list(Optional<Subject> subject) {
            return transactions.read(tables -> subject.map(tables::keysOf).orElseGet(() -> List.copyOf(tables.keys())));
        }

        @Override
        public boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now) {
            return transactions.read(tables -> RegisteredRecipients.of(List.copyOf(tables.candidates(hash)), zone, now).contains(hash));
        }

        @Override
        public MintOutcome mint(MintRequest request) {
            return plan(transactions, before -> KeyPlanner.mint(request, before));
        }

        @Override
        public RotateOutcome rotate(RotateRequest request) {
            return plan(transactions, before -> KeyPlanner.rotate(request, before));
        }

        @Override
        public TakeOver put(TsigKey key, Terms terms) {
            return plan(transactions, before -> KeyPlanner.takeOver(key, terms, before));
        }

        @Override
        public RevokeOutcome revoke(KeyTarget target, Actor actor, Terms terms) {
            return plan(transactions, before -> KeyPlanner.revoke(target, actor, terms, before));
        }
    }

    private record OfTokens(AccessTransactions transactions) implements TokenStore {
        @Override
        public Optional<Token> find(TokenHash hash) {
            return transactions.read(tables -> tables.token(hash));
        }

        @Override
        public List<Token> list(Optional<Subject> subject) {
            return transactions.read(tables -> subject.map(tables::tokensOf).orElseGet(() -> List.copyOf(tables.tokens()))).stream()
                    .sorted(Comparator.comparing(Token::issuedAt).reversed()).toList();
        }

        @Override
        public TokenOutcome issue(TokenRequest request) {
            return plan(transactions, before -> TokenPlanner.issue(request, before));
        }

        @Override
        public TakeOver put(Token token, Terms terms) {
            return plan(transactions, before -> TokenPlanner.takeOver(token, terms, before));
        }

        @Override
        public RevokeOutcome revoke(TokenTarget target, Actor actor, Terms terms) {
            return plan(transactions, before -> TokenPlanner.revoke(target, actor, terms, before));
        }
    }

    private record OfOwnership(AccessTransactions transactions) implements OwnershipRegistry {
        @Override
        public List<OwnershipEntry> list(Optional<Subject> subject) {
            return transactions.read(tables -> subject.map(tables::entriesOf).orElseGet(() -> List.copyOf(tables.entries())));
        }

        @Override
        public ReleaseOutcome release(Subject subject, Actor actor, Terms terms) {
            return plan(transactions, before -> ReleasePlanner.release(subject, actor, terms, before));
        }

        @Override
        public int prune(Instant now, int limit) {
            return transactions.write(tables -> {
                List<HeldName> lapsed = tables.entries().stream().filter(entry -> !entry.isHeldAt(now)).limit(limit)
                        .map(OwnershipEntry::name).toList();
                tables.write(AccessWrite.freeing(lapsed));
                return lapsed.size();
            });
        }
    }
}
