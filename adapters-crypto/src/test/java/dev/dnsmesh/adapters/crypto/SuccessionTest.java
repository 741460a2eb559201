package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.RegistrationScene.Person;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation records let a new key take over what the old one registered (registration.md W6). */
class SuccessionTest {
    private static final Person OLD = Person.named("old");
    private static final Person NEW = Person.named("new");
    private static final Person NEWEST = Person.named("newest");
    private static final String SUBJECT = "alice@ops.example";
    private static final String PLACE = "rotate.id-2bd806c97f0e00af.ops.example";
    private final RegistrationScene node = new RegistrationScene();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_new_key_without_a_rotation_is_refused() {
        node.key(OLD, SUBJECT);
        assertThat(node.key(NEW, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    @Test
    void a_rotated_key_takes_over_and_the_old_one_is_out() {
        TsigKey old = ((RegisterTsigKey.Outcome.Granted) node.key(OLD, SUBJECT)).key();
        publish(PLACE, rotation(SUBJECT, OLD, NEW, 1));
        assertThat(node.key(NEW, SUBJECT)).isInstanceOf(RegisterTsigKey.Outcome.Granted.class);
        assertThat(node.storage.tsigKeys().find(old.name()).orElseThrow().isActiveAt(node.time.now())).isFalse();
        assertThat(node.key(OLD, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    @Test
    void tokens_follow_in_the_same_way_and_over_several_steps() {
        node.token(OLD, SUBJECT);
        publish(PLACE, rotation(SUBJECT, OLD, NEW, 1));
        publish(PLACE, rotation(SUBJECT, NEW, NEWEST, 2));
        assertThat(node.token(NEW, SUBJECT)).as("passed over by now")
                .isEqualTo(new RegisterToken.Outcome.Refused(new RegistrationRefusal.Held()));
        assertThat(node.token(NEWEST, SUBJECT)).isInstanceOf(RegisterToken.Outcome.Granted.class);
        assertThat(node.storage.tokens().list(Optional.of(new Subject(SUBJECT))))
                .filteredOn(token -> token.isLiveAt(node.time.now())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate.id-2bd806c97f0e00af.home.example", "rotate.id-2bd806c97f0e00af.ops.example",
        "rotate.dmp.home.example", "rotate.dmp.alice.home.example"})
    void the_record_may_lie_wherever_the_subject_publishes(String place) {
        node.key(OLD, "alice@home.example");
        publish(place, rotation("alice@home.example", OLD, NEW, 1));
        assertThat(node.key(NEW, "alice@home.example")).isInstanceOf(RegisterTsigKey.Outcome.Granted.class);
    }

    @Test
    void a_revoked_key_hands_nothing_over() {
        node.key(OLD, SUBJECT);
        publish(PLACE, rotation(SUBJECT, OLD, NEW, 1));
        publish(PLACE, revocation(OLD));
        assertThat(node.key(NEW, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    @Test
    void a_revoked_key_receives_nothing() {
        node.key(OLD, SUBJECT);
        publish(PLACE, rotation(SUBJECT, OLD, NEW, 1));
        publish(PLACE, revocation(NEW));
        assertThat(node.key(NEW, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    @Test
    void a_rotation_of_another_subject_proves_nothing() {
        node.key(OLD, SUBJECT);
        publish(PLACE, rotation("alice@home.example", OLD, NEW, 1));
        assertThat(node.key(NEW, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    @Test
    void a_rotation_that_expired_proves_nothing() {
        node.key(OLD, SUBJECT);
        publish(PLACE, rotation(SUBJECT, OLD, NEW, 1));
        node.time.advance(Duration.ofDays(31));
        assertThat(node.key(NEW, SUBJECT)).isEqualTo(new RegisterTsigKey.Outcome.Refused(new RegistrationRefusal.Held()));
    }

    private String rotation(String subject, Person old, Person fresh, long sequence) {
        return signed(new Rotation(new KeySubject(SubjectType.USER, subject), old.signer().publicKey(),
                fresh.signer().publicKey(), new SequenceNumber(sequence), UnixTime.of(node.time.now()),
                UnixTime.of(node.time.now().plus(Duration.ofDays(30)))).sign(old.signer(), fresh.signer()));
    }

    private String revocation(Person person) {
        return signed(new Revocation(new KeySubject(SubjectType.USER, SUBJECT), person.signer().publicKey(),
                RevocationReason.COMPROMISE, UnixTime.of(node.time.now())).sign(person.signer()));
    }

    private void publish(String place, String value) {
        node.storage.records().commit(UpdateBatch.unconditional(List.of(new Change.Add(
                new OwnerName(place), TxtValue.of(value), new TimeToLive(40 * 86_400), Change.WhenFull.REFUSE)), node.time.now()));
    }

    private static String signed(Signing signing) {
        return switch (signing) {
            case Signing.Signed(var text) -> text;
            case Signing.Refused(var reason) -> throw new AssertionError(reason);
        };
    }
}
