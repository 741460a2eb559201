package dev.dnsmesh.contracts;

import static dev.dnsmesh.contracts.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.registration.Challenge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** {@link ChallengeStore}, where a storage has one. */
public interface ChallengeStoreContract extends StorageContract {
    Instant END = NOON.plusSeconds(60);

    @Test
    default void the_secret_of_challenges_outlives_the_process() {
        try (StorageHarness storage = newStorage()) {
            storage.storage().challenges().ifPresent(challenges -> {
                assertThat(challenges.secret().length()).isEqualTo(32);
                assertThat(challenges.secret()).isEqualTo(challenges.secret());
                storage.killAndReopen();
                assertThat(storage.storage().challenges().orElseThrow().secret()).isEqualTo(challenges.secret());
            });
        }
    }

    @Test
    default void a_challenge_is_spent_once_and_stays_spent_until_it_expires() {
        try (StorageHarness storage = newStorage()) {
            storage.storage().challenges().ifPresent(challenges -> {
                assertThat(challenges.consume(challenge(1), END, NOON)).isTrue();
                assertThat(challenges.consume(challenge(1), END, NOON)).isFalse();
                assertThat(challenges.consume(challenge(2), END, NOON)).isTrue();
                storage.killAndReopen();
                ChallengeStore again = storage.storage().challenges().orElseThrow();
                assertThat(again.consume(challenge(1), END, END.minusSeconds(1))).isFalse();
            });
        }
    }

    @Test
    default void of_many_who_spend_a_challenge_one_succeeds() {
        try (StorageHarness storage = newStorage()) {
            storage.storage().challenges().ifPresent(challenges -> {
                for (int round = 0; round < 10; round++) {
                    Challenge one = challenge(round);
                    List<Callable<Boolean>> runners = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        runners.add(() -> challenges.consume(one, END, NOON));
                    }
                    assertThat(Race.run(runners)).containsOnlyOnce(true);
                }
            });
        }
    }

    private static Challenge challenge(int number) {
        return new Challenge(Sha256.of(Octets.utf8("challenge " + number)));
    }
}
