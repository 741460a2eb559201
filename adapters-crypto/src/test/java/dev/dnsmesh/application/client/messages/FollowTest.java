package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.done;
import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FollowMessages.Order;
import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.update.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code recv --follow} (client.md 19.6), with a clock that pauses move. */
class FollowTest {
    private static final Order AS_CONFIGURED = new Order(OptionalLong.empty(), OptionalLong.empty(), false);
    private final InMemoryDns dns = new InMemoryDns();
    private final Person alice = new Person("alice@mesh.test", dns);
    private final Person bob = new Person("bob@mesh.test", dns);
    private final List<String> shown = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void they_know_each_other() {
        alice.pins(bob);
        bob.pins(alice);
    }

    /** So many pauses, what happens during each, then the end. */
    private Pause pauses(int count, Runnable during) {
        return duration -> {
            pauses.add(duration);
            bob.directory.now = bob.directory.now.plus(duration);
            during.run();
            return pauses.size() < count;
        };
    }

    private ClientResult<Integer> follow(Order order, Pause pause) {
        return bob.following(pause).follow(order, (received, intros) -> {
            received.messages().forEach(m -> shown.add(m.message().body().asUtf8().orElseThrow()));
            return true;
        });
    }

    @Test
    void messages_are_shown_as_they_come_each_once() {
        int[] sent = {0};
        assertThat(done(follow(AS_CONFIGURED, pauses(4, () -> {
            alice.directory.now = bob.directory.now;
            alice.send("bob@mesh.test", "message " + sent[0]++);
        })))).isGreaterThanOrEqualTo(4);
        assertThat(shown).containsExactly("message 0", "message 1", "message 2");
    }

    @Test
    void claims_are_looked_at_every_thirty_seconds_and_slots_every_240_give_or_take_a_tenth() {
        done(follow(AS_CONFIGURED, pauses(40, () -> { })));
        assertThat(pauses.stream().filter(p -> p.compareTo(Duration.ofSeconds(27)) >= 0)).isNotEmpty();
        assertThat(pauses).allMatch(p -> p.compareTo(Duration.ofSeconds(33)) <= 0);
        OwnerName slot = RelativeName.slot(new SlotNumber(0), bob.identity().mailbox())
                .under(bob.zone).orElseThrow();
        Duration all = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        long walks = dns.asked().stream().filter(slot::equals).count();
        assertThat(walks).isBetween(all.toSeconds() / 264, all.toSeconds() / 216 + 1);
    }

    @Test
    void explicit_intervals_hold() {
        done(follow(new Order(OptionalLong.of(5), OptionalLong.of(600), false), pauses(20, () -> { })));
        assertThat(pauses).allMatch(p -> p.compareTo(Duration.ofMillis(5_500)) <= 0);
    }

    @Test
    void while_nobody_answers_the_pause_doubles_up_to_five_minutes_and_that_is_said_once() {
        dns.silence(name -> true);
        done(follow(AS_CONFIGURED, pauses(8, () -> {
            if (pauses.size() == 7) {
                dns.silence(name -> false);
            }
        })));
        assertThat(bob.directory.warnings).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(108), Duration.ofSeconds(132));
        assertThat(pauses.get(6)).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
        assertThat(pauses.get(7)).as("the first answer resets it").isLessThan(Duration.ofSeconds(34));
    }

    @Test
    void a_closed_output_ends_it_and_the_messages_stay_unread() {
        alice.send("bob@mesh.test", "not shown");
        assertThat(failure(bob.following(pauses(5, () -> { })).follow(AS_CONFIGURED, (received, intros) -> false)).message())
                .contains("stay unread");
        assertThat(bob.texts()).containsExactly("not shown");
    }

    @Test
    void housekeeping_tops_up_prekeys_republishes_the_identity_and_finishes_the_outbox() {
        Order keeping = new Order(OptionalLong.empty(), OptionalLong.empty(), true);
        bob.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON.minusSeconds(57_601));
        dns.answerNext(new Sent.Unreachable("timed out", 0));
        failure(bob.trySend("alice@mesh.test", Octets.utf8("held up")));
        done(follow(keeping, pauses(1, () -> { })));
        assertThat(bob.state.outbox()).isEmpty();
        assertThat(alice.texts()).containsExactly("held up");
        assertThat(dns.at(bob.prekeyOwner())).hasSize(25);
        OwnerName identity = RelativeName.identityOf("bob").under(bob.zone).orElseThrow();
        assertThat(dns.at(identity)).as("in the place of the old one").hasSize(1);
        int updates = dns.updates().size();
        pauses.clear();
        done(follow(keeping, pauses(1, () -> { })));
        assertThat(dns.updates()).as("nothing is due any more").hasSize(updates);
    }

    @Test
    void an_identity_published_for_an_hour_is_published_again_when_a_third_of_that_hour_is_left() {
        bob.with(bob.directory.settings.withOurs(bob.directory.settings.ours().withIdentityTtl(3600)));
        bob.publishesIdentity(MessageVersions.PLAIN_AND_ENVELOPE, Directory.NOON.minusSeconds(2401));
        bob.publishesPrekeys(10);
        int updates = dns.updates().size();
        done(follow(new Order(OptionalLong.empty(), OptionalLong.empty(), true), pauses(1, () -> { })));
        assertThat(dns.updates()).hasSize(updates + 1);
        assertThat(dns.updates().getLast().changes().getFirst()).isInstanceOfSatisfying(Change.Add.class,
                add -> assertThat(add.ttl().seconds()).isEqualTo(3600));
    }

    @Test
    void keys_that_end_within_a_week_are_told_once() {
        bob.with(bob.directory.settings.withTsig(bob.directory.settings.tsig(), Directory.NOON.plus(Duration.ofDays(6)).getEpochSecond()));
        done(follow(new Order(OptionalLong.empty(), OptionalLong.empty(), true), pauses(30, () -> { })));
        assertThat(bob.directory.warnings).filteredOn(w -> w.contains("TSIG key expires")).hasSize(1);
    }
}
