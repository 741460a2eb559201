package dev.dnsmesh.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.adapters.crypto.RegistrationScene.Person;
import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationFields;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.application.usecase.registration.RegistrationTerms;
import dev.dnsmesh.domain.access.Allowlist;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Person ALICE = Person.named("alice");
    private static final Person MALLORY = Person.named("mallory");
    private static final String SUBJECT = "alice@ops.example";
    private final RegistrationScene node = new RegistrationScene();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_challenge_says_when_it_ends_and_is_each_time_another() {
        IssueChallenge.Outcome.Issued issued = node.challenge();
        assertThat(issued.expiresAt()).isEqualTo(Instant.parse("2026-11-25T12:01:00Z"));
        assertThat(issued.challenge().octets().slice(0, 4).hex())
                .isEqualTo(Long.toHexString(issued.expiresAt().getEpochSecond()));
        assertThat(issued.node()).isEqualTo(RegistrationScene.NODE);
        IssueChallenge.Outcome.Issued next = node.challenge();
        assertThat(next.challenge()).isNotEqualTo(issued.challenge());
        assertThat(next.ephemeral()).isNotEqualTo(issued.ephemeral());
    }

    @Test
    void one_challenge_serves_one_confirmation() {
        RegistrationFields fields = node.fields(ALICE, SUBJECT, node.challenge());
        assertThat(node.tokens.register(fields)).isInstanceOf(RegisterToken.Outcome.Granted.class);
        assertThat(refusal(node.tokens.register(fields))).isEqualTo(new RegistrationRefusal.ChallengeUnknown());
        assertThat(refusal(node.keys.register(new RegisterTsigKey.Request(fields, Optional.empty(), Optional.empty()))))
                .as("nor another").isEqualTo(new RegistrationRefusal.ChallengeUnknown());
    }

    @Test
    void of_many_who_send_the_same_challenge_at_once_one_gets_through() throws Exception {
        RegistrationFields fields = node.fields(ALICE, SUBJECT, node.challenge());
        List<RegisterToken.Outcome> outcomes = atOnce(16, () -> node.tokens.register(fields));
        assertThat(outcomes).filteredOn(RegisterToken.Outcome.Granted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new RegisterToken.Outcome.Refused(new RegistrationRefusal.ChallengeUnknown())::equals)
                .hasSize(15);
    }

    @Test
    void of_many_confirmations_by_one_key_all_succeed_and_one_token_is_left() throws Exception {
        assertThat(atOnce(8, () -> node.token(ALICE, SUBJECT))).allMatch(RegisterToken.Outcome.Granted.class::isInstance);
        assertThat(node.storage.tokens().list(Optional.of(new Subject(SUBJECT)))).hasSize(8)
                .filteredOn(token -> token.isLiveAt(node.time.now())).hasSize(1);
    }

    @Test
    void a_challenge_is_spent_by_a_bad_signature_but_not_by_bad_syntax() {
        IssueChallenge.Outcome.Issued issued = node.challenge();
        RegistrationFields good = node.fields(ALICE, SUBJECT, issued);
        RegistrationFields garbled = new RegistrationFields(good.subject(), Optional.of("ü".repeat(64)), good.challenge(),
                good.signature(), 1, good.client());
        assertThat(refusal(node.tokens.register(garbled))).isEqualTo(new RegistrationRefusal.NotHex("ed25519_spk"));
        RegistrationFields future = new RegistrationFields(good.subject(), good.ed25519Spk(), good.challenge(),
                good.signature(), 3, good.client());
        assertThat(refusal(node.tokens.register(future))).isEqualTo(new RegistrationRefusal.VersionUnknown());
        RegistrationFields forged = new RegistrationFields(good.subject(), Optional.of(MALLORY.signer().publicKey().hex()),
                good.challenge(), good.signature(), 1, good.client());
        assertThat(refusal(node.tokens.register(forged))).isEqualTo(new RegistrationRefusal.SignatureInvalid());
        assertThat(refusal(node.tokens.register(good))).isEqualTo(new RegistrationRefusal.ChallengeUnknown());
    }

    @Test
    void challenges_of_others_are_unknown() {
        IssueChallenge.Outcome.Issued foreign = (IssueChallenge.Outcome.Issued) node.process(99).issue();
        assertThat(refusal(node.tokens.register(node.fields(ALICE, SUBJECT, foreign))))
                .isEqualTo(new RegistrationRefusal.ChallengeUnknown());
        IssueChallenge.Outcome.Issued own = node.challenge();
        Octets octets = own.challenge().octets();
        Octets later = Octets.concat(octets.slice(0, 3), Octets.of((byte) (octets.at(3) + 1)), octets.slice(4, 32));
        assertThat(refusal(node.tokens.register(node.fields(ALICE, SUBJECT, new IssueChallenge.Outcome.Issued(
                new Challenge(later), own.node(), own.expiresAt(), own.ephemeral())))))
                .as("with a later end").isEqualTo(new RegistrationRefusal.ChallengeUnknown());
    }

    @Test
    void a_challenge_ends_after_a_minute() {
        RegistrationFields fields = node.fields(ALICE, SUBJECT, node.challenge());
        node.time.set(Instant.parse("2026-11-25T12:01:00Z"));
        assertThat(refusal(node.tokens.register(fields))).isEqualTo(new RegistrationRefusal.ChallengeUnknown());
        node.time.set(Instant.parse("2026-11-25T12:00:59.999Z"));
        assertThat(node.tokens.register(fields)).isInstanceOf(RegisterToken.Outcome.Granted.class);
    }

    @Test
    void the_second_version_signs_what_for_and_where() {
        RegistrationFields forToken = node.fields(ALICE, SUBJECT, node.challenge(), Purpose.TOKEN);
        assertThat(refusal(node.keys.register(new RegisterTsigKey.Request(forToken, Optional.empty(), Optional.empty()))))
                .isEqualTo(new RegistrationRefusal.SignatureInvalid());
        assertThat(node.tokens.register(node.fields(ALICE, SUBJECT, node.challenge(), Purpose.TOKEN)))
                .isInstanceOf(RegisterToken.Outcome.Granted.class);
        IssueChallenge.Outcome.Issued issued = node.challenge();
        Octets elsewhere = RegistrationText.version2(issued.challenge(), new Subject(SUBJECT), "hostile.example", Purpose.TOKEN);
        assertThat(refusal(node.tokens.register(RegistrationScene.fields(ALICE, SUBJECT, issued, 2, elsewhere))))
                .isEqualTo(new RegistrationRefusal.SignatureInvalid());
    }

    @Test
    void who_may_register_is_told_to_those_with_a_key_only() {
        node.terms = allowing("other.example");
        RegistrationFields good = node.fields(ALICE, SUBJECT, node.challenge());
        RegistrationFields forged = new RegistrationFields(good.subject(), Optional.of(MALLORY.signer().publicKey().hex()),
                good.challenge(), good.signature(), 1, good.client());
        assertThat(refusal(node.tokens.register(forged))).isEqualTo(new RegistrationRefusal.SignatureInvalid());
        assertThat(refusal(node.token(ALICE, SUBJECT))).isEqualTo(new RegistrationRefusal.DomainNotAllowed());
    }

    @Test
    void what_is_granted_ends_on_a_whole_second() {
        TsigKey key = granted(node.key(ALICE, SUBJECT));
        assertThat(key.expiresAt()).contains(Instant.parse("2027-02-23T12:00:00Z"));
        assertThat(node.storage.tsigKeys().find(key.name())).contains(key);
        RegisterToken.Outcome.Granted granted = (RegisterToken.Outcome.Granted) node.token(ALICE, SUBJECT);
        Token token = granted.token();
        assertThat(token.expiresAt()).contains(Instant.parse("2027-02-23T12:00:00Z"));
        assertThat(node.storage.tokens().find(granted.text().hash())).contains(token);
    }

    @Test
    void a_proven_mailbox_survives_a_registration_without_proof() {
        ScopeSuffix mailbox = granted(node.keyWithMailbox(ALICE, SUBJECT)).suffixes().stream()
                .filter(suffix -> suffix.text().startsWith("mb-")).findFirst().orElseThrow();
        assertThat(granted(node.keyUnproven(ALICE, SUBJECT, ALICE.mailbox())).suffixes()).contains(mailbox);
        TsigKey ignored = granted(node.keyUnproven(ALICE, SUBJECT, MALLORY.mailbox()));
        assertThat(ignored.proven()).as("another's is ignored").contains(ALICE.mailbox());
        assertThat(granted(node.keyUnproven(MALLORY, "mallory@ops.example", MALLORY.mailbox())).proven()).isEmpty();
    }

    @Test
    void a_subject_is_one_keys_whichever_route_it_came_by() {
        node.token(ALICE, SUBJECT);
        assertThat(refusal(node.key(MALLORY, SUBJECT))).isEqualTo(new RegistrationRefusal.Held());
        assertThat(refusal(node.key(MALLORY, "alice@evil.example"))).isEqualTo(new RegistrationRefusal.Held());
        node.time.advance(Duration.ofDays(90 + 180));
        assertThat(node.key(MALLORY, SUBJECT)).isInstanceOf(RegisterTsigKey.Outcome.Granted.class);
    }

    @Test
    void a_local_part_of_48_characters_fits_a_token_but_no_key() {
        String long48 = "l".repeat(48) + "@ops.example";
        assertThat(refusal(node.key(ALICE, long48))).isEqualTo(new RegistrationRefusal.KeyNameTooLong());
        assertThat(node.token(ALICE, long48)).isInstanceOf(RegisterToken.Outcome.Granted.class);
    }

    @Test
    void nothing_is_given_out_while_registration_is_off() {
        RegistrationFields fields = node.fields(ALICE, SUBJECT, node.challenge());
        RegistrationTerms on = node.terms;
        node.terms = new RegistrationTerms(false, on.node(), on.zone(), on.allowlist(), on.lifetime(), 10, 50, on.scope(), on.hold());
        assertThat(node.challenges.issue()).isEqualTo(new IssueChallenge.Outcome.Unavailable());
        assertThat(refusal(node.tokens.register(fields))).isEqualTo(new RegistrationRefusal.Unavailable());
        node.terms = on;
        assertThat(node.tokens.register(fields)).as("nothing was consumed").isInstanceOf(RegisterToken.Outcome.Granted.class);
    }

    private RegistrationTerms allowing(String domain) {
        RegistrationTerms any = node.terms;
        return new RegistrationTerms(true, any.node(), any.zone(), Allowlist.of(List.of(domain)), any.lifetime(), 10, 50,
                any.scope(), any.hold());
    }

    private static TsigKey granted(RegisterTsigKey.Outcome outcome) {
        return ((RegisterTsigKey.Outcome.Granted) outcome).key();
    }

    private static RegistrationRefusal refusal(RegisterTsigKey.Outcome outcome) {
        return ((RegisterTsigKey.Outcome.Refused) outcome).refusal();
    }

    private static RegistrationRefusal refusal(RegisterToken.Outcome outcome) {
        return ((RegisterToken.Outcome.Refused) outcome).refusal();
    }

    private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(count);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return work.call();
                }));
            }
            for (Future<T> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
