package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Keys.ed25519;
import static dev.dnsmesh.contracts.Keys.request;
import static dev.dnsmesh.contracts.Keys.subject;
import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.domain.access.ScopeMode;
import dev.dnsmesh.domain.access.TokenHash;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyTarget;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, tokens, registry and audit rows over random histories, against {@link InMemoryStorage}: the same planners over maps. */
public interface AccessHistoryContract extends StorageContract {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    default void a_random_history_of_credentials_leaves_what_maps_would_hold(long seed) {
        try (StorageHarness storage = newStorage()) {
            Random random = new Random(seed);
            Storage maps = new InMemoryStorage(storage.time(), new SeededRandom(seed));
            Instant now = NOON;
            for (int step = 0; step < 150; step++) {
                now = now.plus(Duration.ofHours(random.nextInt(60)));
                if (random.nextInt(40) == 0) {
                    storage.reopenIfDurable();
                }
                Function<Storage, Object> work = work(random, new Terms(now, Duration.ofDays(30)), step);
                String message = "seed " + seed + ", step " + step;
                assertThat(work.apply(storage.storage())).as(message).isEqualTo(work.apply(maps));
                compare(storage.storage(), maps, message);
            }
        }
    }

    private static Function<Storage, Object> work(Random random, Terms terms, int step) {
        String local = "user" + random.nextInt(4);
        int key = random.nextInt(5);
        Actor operator = new Actor.Operator("root");
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                MintRequest mint = request(local, key, ScopeMode.values()[random.nextInt(ScopeMode.values().length)], terms);
                yield storage -> storage.tsigKeys().mint(mint);
            }
            case 3, 4 -> storage -> storage.tokens().issue(new TokenRequest.SelfService(subject(local), ed25519(key), Set.of(),
                    new TokenRequest.Grant(hash(step), 1, 1, Optional.of(terms.now().plus(Duration.ofDays(20)))), "192.0.2.1", terms));
            case 5 -> storage -> storage.tokens().issue(new TokenRequest.Rotation(subject(local),
                    new TokenRequest.Grant(hash(step), 1, 1, Optional.empty()), "root", terms));
            case 6 -> storage -> storage.tokens().revoke(new TokenTarget.AllOf(subject(local), key > 2), operator, terms);
            case 7 -> storage -> storage.tsigKeys().revoke(new KeyTarget.AllOf(subject(local)), operator, terms);
            case 8 -> storage -> storage.ownership().release(subject(local), operator, terms);
            default -> storage -> storage.ownership().prune(terms.now(), 100);
        };
    }

    private static TokenHash hash(int step) {
        return new TokenHash(Sha256.of(Octets.utf8("token " + step)));
    }

    private static void compare(Storage tested, Storage maps, String message) {
        List<TsigKey> keys = maps.tsigKeys().list(Optional.empty());
        assertThat(tested.tsigKeys().list(Optional.empty())).as(message).isEqualTo(keys);
        assertThat(new HashSet<>(tested.tokens().list(Optional.empty()))).as(message)
                .isEqualTo(new HashSet<>(maps.tokens().list(Optional.empty())));
        assertThat(tested.ownership().list(Optional.empty())).as(message).isEqualTo(maps.ownership().list(Optional.empty()));
        assertThat(tested.audit().tail(Optional.empty(), 1000)).as(message).isEqualTo(maps.audit().tail(Optional.empty(), 1000));
        for (int i = 0; i < 4; i++) {
            var subject = Optional.of(subject("user" + i));
            assertThat(new HashSet<>(tested.tsigKeys().list(subject))).as(message).isEqualTo(new HashSet<>(maps.tsigKeys().list(subject)));
            assertThat(new HashSet<>(tested.tokens().list(subject))).as(message).isEqualTo(new HashSet<>(maps.tokens().list(subject)));
            assertThat(tested.ownership().list(subject)).as(message).isEqualTo(maps.ownership().list(subject));
        }
    }
}
