package dev.dnsmesh.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.AuthoriseWrite.Attempt;
import dev.dnsmesh.application.port.in.AuthoriseWrite.Verdict;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.AuthMode;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.UserToken;
import dev.dnsmesh.domain.access.WriteOperation;
import dev.dnsmesh.domain.audit.AuditCounter;
import dev.dnsmesh.domain.audit.AuditEvent;
import dev.dnsmesh.domain.audit.AuditRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.ownership.TokenRequest;
import dev.dnsmesh.domain.ownership.TokenTarget;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoriseWriteUseCaseTest {
    private static final Instant HALF_PAST = Instant.parse("2026-11-25T12:34:56Z");
    private static final Subject ALICE = new Subject("alice@mesh.example");
    private static final InetAddress CLIENT = InetAddress.ofLiteral("203.0.113.9");
    private static final OperatorTokens OPERATOR = OperatorTokens.of(List.of(secret("old"), secret("new")));
    private static final String OWN = "dmp.alice.mesh.example";
    private static final String POOL = "slot-3.mb-0123456789ab.mesh.example";

    private final ManualTime time = new ManualTime(HALF_PAST);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    private final UserToken token = UserToken.of(Octets.of(new byte[32]));
    private final AuthoriseWriteUseCase gate = gate(AuthMode.MULTI_TENANT);

    @Test
    void each_mode_lets_its_own_in() {
        issue(10, 50);
        for (AuthMode mode : AuthMode.values()) {
            AuthoriseWriteUseCase gate = gate(mode);
            boolean open = mode == AuthMode.OPEN;
            boolean operators = open || mode == AuthMode.LEGACY || mode == AuthMode.MULTI_TENANT;
            boolean users = open || mode == AuthMode.MULTI_TENANT;
            assertThat(isAllowed(gate, Optional.empty(), OWN)).as("%s, nobody", mode).isEqualTo(open);
            assertThat(isAllowed(gate, Optional.of("old"), OWN)).as("%s, operator", mode).isEqualTo(operators);
            assertThat(isAllowed(gate, Optional.of("new"), OWN)).as("%s, operator", mode).isEqualTo(operators);
            assertThat(isAllowed(gate, Optional.of("new "), OWN)).as("%s, not quite", mode).isEqualTo(open);
            assertThat(isAllowed(gate, Optional.of(token.reveal()), OWN)).as("%s, user", mode).isEqualTo(users);
        }
    }

    @Test
    void without_operator_tokens_the_empty_token_opens_nothing() {
        var gate = new AuthoriseWriteUseCase(AuthMode.LEGACY, OperatorTokens.of(List.of(secret(""))), storage.tokens(),
                storage.audit(), time);
        assertThat(gate.authorise(attempt(Optional.of(""), OWN, WriteOperation.ADD))).isEqualTo(new Verdict.Denied());
    }

    @Test
    void an_owner_writes_and_deletes_his_own_and_the_row_keeps_the_hour_only() {
        issue(10, 50);
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(user(OWN, WriteOperation.DELETE)).isEqualTo(new Verdict.Allowed());
        assertThat(rows(AuditEvent.USED)).hasSize(2).allSatisfy(row -> {
            assertThat(row.at()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
            assertThat(row.subject()).contains(ALICE);
            assertThat(row.token()).contains(token.hash());
            assertThat(row.remote()).contains("203.0.113.9");
        });
    }

    @Test
    void shared_pools_take_publications_only_and_leave_a_number_behind() {
        issue(10, 50);
        assertThat(user(POOL, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(user("chunk-1-0123456789ab.mesh.example", WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(user(POOL, WriteOperation.DELETE)).isEqualTo(new Verdict.Denied());
        assertThat(rows(AuditEvent.USED)).isEmpty();
        assertThat(rows(AuditEvent.REJECTED)).isEmpty();
        assertThat(counted(AuditEvent.USED)).isEqualTo(2);
        assertThat(counted(AuditEvent.REJECTED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmp.bob.mesh.example", "dmp.alice.evil.example", "claim-1.mb-0123456789ab.mesh.example",
        "cluster.mesh.example", "_dnsmesh-seen.mesh.example", "x", ""})
    void what_is_not_the_users_is_denied_without_a_word_on_whose_token_it_was(String name) {
        issue(10, 50);
        assertThat(user(name, WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
        assertThat(rows(AuditEvent.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.subject()).isEmpty();
            assertThat(row.token()).isEmpty();
            assertThat(row.remote()).contains("203.0.113.9");
            assertThat(row.detail().orElseThrow()).doesNotContain("alice").doesNotContain("bob");
        });
    }

    @Test
    void unknown_and_dead_tokens_are_counted_and_malformed_ones_are_not() {
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
        issue(10, 50);
        storage.tokens().revoke(new TokenTarget.AllOf(ALICE, false), new Actor.Operator("root"), terms());
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
        assertThat(counted(AuditEvent.REJECTED)).isEqualTo(2);
        for (String malformed : new String[] {"", "dmp_v1_", "dmp_v1_" + "a".repeat(52), token.reveal() + " "}) {
            assertThat(isAllowed(gate, Optional.of(malformed), OWN)).isFalse();
        }
        assertThat(counted(AuditEvent.REJECTED)).isEqualTo(2);
    }

    @Test
    void a_token_ends_at_the_second_it_expires() {
        issue(10, 50, Optional.of(HALF_PAST.plusSeconds(60)));
        time.advance(Duration.ofSeconds(59));
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        time.advance(Duration.ofSeconds(1));
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
    }

    @Test
    void a_token_is_held_to_its_rate_and_only_permitted_writes_spend_it() {
        issue(0.5, 2);
        assertThat(user("dmp.bob.mesh.example", WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(user(POOL, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Throttled(2));
        assertThat(user(POOL, WriteOperation.ADD)).isEqualTo(new Verdict.Throttled(2));
        assertThat(user("dmp.bob.mesh.example", WriteOperation.ADD)).isEqualTo(new Verdict.Denied());
        assertThat(rows(AuditEvent.THROTTLED)).hasSize(1);
        assertThat(counted(AuditEvent.THROTTLED)).isEqualTo(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(user(OWN, WriteOperation.ADD)).isEqualTo(new Verdict.Allowed());
        assertThat(isAllowed(gate, Optional.of("new"), POOL)).isTrue();
    }

    @Test
    void reading_needs_an_operator_token_where_there_is_one() {
        assertThat(new AuthoriseReadUseCase(OperatorTokens.NONE).authorises(Optional.empty())).isTrue();
        var gated = new AuthoriseReadUseCase(OPERATOR);
        assertThat(gated.authorises(Optional.empty())).isFalse();
        assertThat(gated.authorises(Optional.of(token.reveal()))).isFalse();
        assertThat(gated.authorises(Optional.of("old"))).isTrue();
    }

    private Verdict user(String name, WriteOperation operation) {
        return gate.authorise(attempt(Optional.of(token.reveal()), name, operation));
    }

    private static boolean isAllowed(AuthoriseWriteUseCase gate, Optional<String> token, String name) {
        return gate.authorise(attempt(token, name, WriteOperation.ADD)) instanceof Verdict.Allowed;
    }

    private static Attempt attempt(Optional<String> token, String name, WriteOperation operation) {
        return new Attempt(token, name, operation, CLIENT);
    }

    private void issue(double rate, int burst) {
        issue(rate, burst, Optional.empty());
    }

    private void issue(double rate, int burst, Optional<Instant> expiresAt) {
        storage.tokens().issue(new TokenRequest.ByOperator(ALICE, Optional.empty(), false, Optional.empty(),
                Optional.empty(), new TokenRequest.Grant(token.hash(), rate, burst, expiresAt), "root", terms()));
    }

    private Terms terms() {
        return new Terms(time.now(), Duration.ofDays(180));
    }

    private AuthoriseWriteUseCase gate(AuthMode mode) {
        return new AuthoriseWriteUseCase(mode, OPERATOR, storage.tokens(), storage.audit(), time);
    }

    private List<AuditRow> rows(AuditEvent event) {
        return storage.audit().tail(Optional.of(event), 100);
    }

    private long counted(AuditEvent event) {
        return storage.audit().counters(Optional.of(event), 100).stream().mapToLong(AuditCounter::count).sum();
    }

    private static Secret secret(String text) {
        return Secret.of(Octets.utf8(text));
    }
}
