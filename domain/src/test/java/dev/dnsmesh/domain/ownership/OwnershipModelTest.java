package dev.dnsmesh.domain.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked in whatever order, a name that somebody can write is his alone. */
class OwnershipModelTest {
    private static final List<String> SUBJECTS = List.of("alice@ops.example", "alice@evil.example", "bob@ops.example");
    private static final List<Ed25519PublicKey> KEYS = List.of(Registry.key("a"), Registry.key("b"), Registry.key("c"));

    private enum Act {
        MINT, MINT_WITH_MAILBOX, MINT_AFTER_ROTATION, TOKEN, OPERATOR_TOKEN, OPERATOR_TOKEN_WITH_KEY,
        TOKEN_WITHOUT_HOLD, ROTATE, REVOKE, RELEASE, WAIT_A_MONTH, WAIT_A_YEAR
    }

    private record Step(Act act, String subject, Ed25519PublicKey key, Ed25519PublicKey other, boolean endless) {
    }

    @Property(tries = 500)
    void no_name_is_written_by_two_keys(@ForAll("histories") List<Step> history) {
        Registry node = new Registry();
        for (Step step : history) {
            Map<HeldName, OwnershipEntry> before = Map.copyOf(node.store.entries);
            run(step, node);
            everyLiveCredentialHoldsItsNames(node);
            nothingPassesToAnotherKeyBeforeItsTime(step, before, node);
        }
    }

    private static void run(Step step, Registry node) {
        node.life = step.endless() ? Optional.empty() : Optional.of(Registry.LIFE);
        X25519PublicKey mailbox = new X25519PublicKey(Sha256.of(Octets.utf8(step.subject().substring(0, 3))));
        switch (step.act()) {
            case MINT -> node.mint(step.subject(), step.key());
            case MINT_WITH_MAILBOX -> node.mint(step.subject(), step.key(), Optional.of(mailbox), Set.of());
            case MINT_AFTER_ROTATION -> node.mint(step.subject(), step.key(), Optional.empty(), Set.of(step.other()));
            case TOKEN -> node.token(step.subject(), step.key());
            case OPERATOR_TOKEN -> node.operatorToken(step.subject(), Optional.empty(), true);
            case OPERATOR_TOKEN_WITH_KEY -> node.operatorToken(step.subject(), Optional.of(step.key()), true);
            case TOKEN_WITHOUT_HOLD -> node.operatorToken(step.subject(), Optional.empty(), false);
            case ROTATE -> node.rotate(step.subject());
            case REVOKE -> node.revokeAll(step.subject());
            case RELEASE -> node.release(step.subject());
            case WAIT_A_MONTH -> node.pass(Duration.ofDays(30));
            case WAIT_A_YEAR -> node.pass(Duration.ofDays(365));
        }
    }

    private static void everyLiveCredentialHoldsItsNames(Registry node) {
        Map<HeldName, Ed25519PublicKey> writers = new TreeMap<>();
        for (TsigKey key : node.store.keys.values()) {
            if (key.isActiveAt(node.now) && key.registered().isPresent()) {
                HeldName.of(key).forEach(name -> claim(name, key.registered().get(), key.endsAt(), writers, node));
            }
        }
        for (Token token : node.store.tokens.values()) {
            if (token.isLiveAt(node.now) && token.registered().isPresent()) {
                HeldName.of(token).forEach(name -> claim(name, token.registered().get(), token.endsAt(), writers, node));
            }
        }
    }

    private static void claim(HeldName name, Ed25519PublicKey key, Optional<Instant> end,
                              Map<HeldName, Ed25519PublicKey> writers, Registry node) {
        assertThat(writers.computeIfAbsent(name, ignored -> key)).as("who writes " + name).isEqualTo(key);
        OwnershipEntry entry = node.store.entry(name).orElseThrow();
        assertThat(entry.holder()).as("who holds " + name).isEqualTo(new Holder.Key(key));
        assertThat(outlives(entry.heldUntil(), end.map(Registry.HOLD::addTo).map(Instant.class::cast)))
                .as("how long " + name + " is held").isTrue();
    }

    private static boolean outlives(Optional<Instant> held, Optional<Instant> least) {
        return held.isEmpty() || least.isPresent() && !held.get().isBefore(least.get());
    }

    private static void nothingPassesToAnotherKeyBeforeItsTime(
            Step step, Map<HeldName, OwnershipEntry> before, Registry node) {
        for (OwnershipEntry old : before.values()) {
            OwnershipEntry now = node.store.entries.get(old.name());
            boolean passed = now == null || !now.holder().equals(old.holder());
            if (passed && old.isHeldAt(node.now) && old.holder() instanceof Holder.Key(var key)) {
                assertThat(step.act() == Act.RELEASE
                        || step.act() == Act.MINT_AFTER_ROTATION && step.other().equals(key))
                        .as(old.name() + " went by " + step).isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(Arbitraries.of(Act.class), Arbitraries.of(SUBJECTS), Arbitraries.of(KEYS),
                Arbitraries.of(KEYS), Arbitraries.of(true, false)).as(Step::new).list().ofMinSize(5).ofMaxSize(25);
    }
}
