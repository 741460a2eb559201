package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.messages.KilledState.Killed;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ReceiveMessages;
import dev.dnsmesh.application.client.port.in.ResumeSends.Resumed;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.contracts.client.InMemoryDns;
import dev.dnsmesh.contracts.client.InMemoryDns.Update;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process may end anywhere: nothing is lost, nothing arrives twice (client.md 18 no. 9, 19.4). */
class CrashTest {
    @Test
    void killed_at_any_step_of_recv_the_next_one_delivers_the_message_exactly_once() {
        boolean reachedTheEnd = false;
        int shownTwice = 0;
        for (int step = 1; !reachedTheEnd; step++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                Scene scene = new Scene();
                scene.alice.send("bob@mesh.test", "only once");
                ClientState real = scene.bob.state;
                scene.bob.state = KilledState.at(step, afterwards, real);
                boolean killedBeforePrinting = false;
                try {
                    scene.bob.texts();
                    reachedTheEnd = true;
                } catch (Killed killed) {
                    killedBeforePrinting = scene.bob.printed.isEmpty();
                }
                scene.bob.state = real;
                scene.bob.directory.releaseLock();
                scene.bob.texts();
                assertThat(real.inbox()).as("step %d %s", step, afterwards).extracting(Message::body).containsExactly(Octets.utf8("only once"));
                assertThat(scene.bob.printed).as("shown, step %d", step).isNotEmpty();
                if (killedBeforePrinting) {
                    assertThat(scene.bob.printed).hasSize(1);
                }
                shownTwice += scene.bob.printed.size() - 1;
                assertThat(scene.bob.texts()).as("and no more").isEmpty();
                assertThat(real.prekeys()).hasSize(2);
                assertThat(scene.bob.directory.files.prekeys()).as("in prekeys.db").hasSize(2);
                assertThat(scene.dns.at(scene.bob.prekeyOwner())).as("published").hasSize(2);
                assertThat(scene.bob.directory.files.seen()).hasSize(1);
            }
            assertThat(step).isLessThan(100);
        }
        assertThat(shownTwice).as("killed between the terminal and the note that it was shown").isEqualTo(1);
    }

    @Test
    void a_message_that_could_not_be_printed_is_shown_the_next_time() {
        Scene scene = new Scene();
        scene.alice.send("bob@mesh.test", "hello");
        ReceiveMessages closedPipe = scene.bob.receiving();
        Person.done(closedPipe.receive(ReceiveMessages.Phases.BOTH, Progress.NONE));
        assertThat(scene.bob.texts()).containsExactly("hello");
        assertThat(scene.bob.texts()).isEmpty();
    }

    @Test
    void killed_at_any_step_of_send_the_message_arrives_once_after_outbox_resume() {
        boolean reachedTheEnd = false;
        for (int step = 1; !reachedTheEnd; step++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                Scene scene = new Scene();
                ClientState real = scene.alice.state;
                scene.alice.state = KilledState.at(step, afterwards, real);
                boolean published = false;
                try {
                    scene.alice.send("bob@mesh.test", "only once");
                    published = true;
                    reachedTheEnd = true;
                } catch (Killed killed) {
                    assertThat(killed).isNotNull();
                }
                scene.alice.state = real;
                scene.alice.directory.releaseLock();
                boolean stored = !real.outbox().isEmpty();
                Person.done(scene.alice.resuming().resume(Progress.NONE));
                assertThat(real.outbox()).isEmpty();
                boolean began = !scene.dns.updates().isEmpty();
                assertThat(scene.bob.texts()).as("step %d", step)
                        .isEqualTo(published || stored || began ? List.of("only once") : List.of());
            }
            assertThat(step).isLessThan(100);
        }
    }

    @Test
    void a_send_that_the_node_refuses_half_way_goes_on_where_it_stopped_with_the_same_message() {
        Scene scene = new Scene();
        scene.dns.answerNext(new Sent.Unreachable("connection refused", 5));
        ClientFailure failure = failure(scene.alice.trySend("bob@mesh.test", Octets.utf8("x".repeat(900))));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNREACHABLE);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(failure.message()).contains("outbox resume");
        assertThat(scene.bob.texts()).isEmpty();
        Outgoing waiting = scene.alice.state.outbox().getFirst();
        assertThat(waiting.sent()).isEqualTo(5);
        assertThat(failure.detail()).containsEntry("msg_id", waiting.id().hex());
        Resumed resumed = Person.done(scene.alice.resuming().resume(Progress.NONE));
        assertThat(resumed.sent()).extracting(Outgoing::id).containsExactly(waiting.id());
        assertThat(scene.dns.updates().stream().filter(Update::signed).toList().getLast().changes())
                .hasSize(waiting.records().size() - 5);
        assertThat(scene.bob.texts()).containsExactly("x".repeat(900));
    }

    @Test
    void a_resume_that_fails_leaves_the_outbox_as_it_is_and_what_expired_is_dropped_with_a_word() {
        Scene scene = new Scene();
        scene.dns.answerNext(refused());
        failure(scene.alice.trySend("bob@mesh.test", Octets.utf8("late")));
        scene.dns.answerNext(refused());
        assertThat(failure(scene.alice.resuming().resume(Progress.NONE)).code()).isEqualTo(ClientErrorCode.REFUSED);
        assertThat(Person.done(scene.alice.resuming().list())).hasSize(1);
        scene.alice.directory.now = Directory.NOON.plus(Duration.ofDays(1));
        Resumed resumed = Person.done(scene.alice.resuming().resume(Progress.NONE));
        assertThat(resumed.expired()).hasSize(1);
        assertThat(scene.alice.directory.warnings).singleElement().asString().contains("expired");
        assertThat(scene.alice.state.outbox()).isEmpty();
    }

    @Test
    void a_locked_directory_loses_nothing() {
        Scene scene = new Scene();
        scene.alice.send("bob@mesh.test", "hello");
        scene.bob.directory.lockedByAnother = true;
        ClientResult<?> locked = scene.bob.receiving().receive(ReceiveMessages.Phases.BOTH, Progress.NONE);
        assertThat(failure(locked).code()).isEqualTo(ClientErrorCode.LOCKED);
        assertThat(failure(locked).exit()).isEqualTo(1);
        scene.bob.directory.lockedByAnother = false;
        assertThat(scene.bob.texts()).containsExactly("hello");
    }

    private static Sent refused() {
        return new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 0);
    }

    private static final class Scene {
        final InMemoryDns dns = new InMemoryDns();
        final Person alice = new Person("alice@mesh.test", dns);
        final Person bob = new Person("bob@mesh.test", dns);

        Scene() {
            alice.pins(bob);
            bob.pins(alice);
            bob.publishesPrekeys(3);
            // prekeys.db holds them too
            Person.done(bob.shared().inStep());
        }
    }
}
