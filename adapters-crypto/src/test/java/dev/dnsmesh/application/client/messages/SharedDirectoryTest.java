package dev.dnsmesh.application.client.messages;

import static dev.dnsmesh.application.client.messages.Person.done;
import static dev.dnsmesh.application.client.messages.Person.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.Phases;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.contracts.client.InMemoryClientState;
import dev.dnsmesh.contracts.client.InMemoryDns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In step with prekeys.db, intros.db and replay_cache.json (client.md 16.5). */
class SharedDirectoryTest {
    private final InMemoryDns dns = new InMemoryDns();
    private final Person alice = new Person("alice@mesh.test", dns);
    private final Person bob = new Person("bob@mesh.test", dns);

    @BeforeEach
    void they_know_each_other() {
        alice.pins(bob);
        bob.pins(alice);
    }

    @Test
    void a_prekey_that_only_the_other_client_made_opens_a_message_and_goes_from_its_file() {
        bob.publishesPrekeys(2);
        bob.directory.files = new State(bob.state.prekeys(), List.of(), List.of(), List.of());
        bob.state = new InMemoryClientState();
        long used = alice.send("bob@mesh.test", "x").prekeyId();
        assertThat(bob.texts()).containsExactly("x");
        assertThat(bob.directory.files.prekeys()).extracting(StoredPrekey::id).hasSize(1).doesNotContain(used);
    }

    @Test
    void what_the_other_client_has_seen_is_not_shown_again_and_the_other_way_round() {
        var sent = alice.send("bob@mesh.test", "x");
        var seen = new Seen(alice.identity().signingKey(), sent.message(), sent.expiresAt());
        bob.directory.files = new State(List.of(), List.of(), List.of(), List.of(seen));
        assertThat(bob.texts()).isEmpty();
        var second = alice.send("bob@mesh.test", "y");
        assertThat(bob.texts()).containsExactly("y");
        assertThat(bob.directory.files.seen()).extracting(Seen::id).contains(sent.message(), second.message());
    }

    @Test
    void files_of_a_newer_schema_end_the_command_and_nothing_is_asked_or_written() {
        bob.directory.filesAnswer = Optional.of(new SharedFiles.Read.TooNew("prekeys.db has schema version 3"));
        dns.forgetQuestions();
        var failure = failure(bob.receiving().receive(Phases.BOTH,
                Progress.NONE));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.BAD_CONFIG);
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("prekeys.db");
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void files_that_cannot_be_read_or_written_are_told_once_and_mail_arrives_all_the_same() {
        bob.directory.filesAnswer = Optional.of(new SharedFiles.Read.Unreadable("intros.db: permission denied"));
        bob.directory.filesAreReadOnly = true;
        alice.send("bob@mesh.test", "x");
        assertThat(bob.texts()).containsExactly("x");
        assertThat(bob.directory.warnings).hasSize(1);
        bob.directory.filesAnswer = Optional.empty();
        bob.directory.filesAreReadOnly = false;
        done(bob.shared().inStep());
        assertThat(bob.directory.files.seen()).as("made up for as soon as it can be").hasSize(1);
    }
}
