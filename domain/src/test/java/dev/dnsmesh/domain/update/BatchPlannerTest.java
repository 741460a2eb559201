package dev.dnsmesh.domain.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.TsigAlgorithm;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.AnswerLength;
import dev.dnsmesh.domain.rrset.Stamp;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlannerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final OwnerName OWNER = new OwnerName("slot-1.mb-0123456789ab.example.org");
    private static final OwnerName OTHER = new OwnerName("other.example.org");
    private static final Caps THREE = new Caps(3, Caps.LARGEST_MESSAGE, 2);

    private final MapSnapshot store = new MapSnapshot();

    @Test
    void an_added_value_lives_for_its_ttl_from_now() {
        store.commit(batch(add(OWNER, "a")));
        StoredRecord row = store.rows.getFirst();
        assertThat(row.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(row.published()).isEqualTo(row.storedAt().millis());
    }

    @Test
    void expiry_counts_from_the_whole_second() {
        store.commit(new UpdateBatch(List.of(), List.of(add(OWNER, "a")), Caps.NONE, Optional.empty(),
                Optional.empty(), List.of(), NOON.plusMillis(999)));
        assertThat(store.rows.getFirst().expiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void adding_again_refreshes_ttl_and_order_and_makes_no_second_row() {
        store.commit(batch(add(OWNER, "a"), add(OWNER, "b")));
        store.commit(batch(new Change.Add(OWNER, TxtValue.of("a"), new TimeToLive(10), Change.WhenFull.REFUSE)));
        assertThat(store.textsAt(OWNER, NOON)).containsExactly("b", "a");
        assertThat(store.textsAt(OWNER, NOON.plusSeconds(10))).containsExactly("b");
    }

    @Test
    void a_refresh_publishes_later_than_what_it_refreshes_even_when_that_came_from_a_fast_clock() {
        store.rows.add(new StoredRecord(OWNER, TxtValue.of("a"), new TimeToLive(60), NOON.plusSeconds(60), new Stamp(7),
                5_000_000));
        store.commit(batch(add(OWNER, "a")));
        assertThat(store.rows.getFirst().published()).isEqualTo(5_000_001);
    }

    @Test
    void changes_apply_in_message_order() {
        store.commit(batch(add(OWNER, "a"), new Change.DeleteRrset(OWNER), add(OWNER, "b"),
                new Change.DeleteValue(OWNER, TxtValue.of("c")), add(OWNER, "c")));
        assertThat(store.textsAt(OWNER, NOON)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void deleting_what_is_not_there_succeeds_and_leaves_nothing_to_write() {
        BatchPlan plan = BatchPlanner.plan(batch(new Change.DeleteRrset(OWNER),
                new Change.DeleteValue(OTHER, TxtValue.of("a"))), store, row("x", 1).storedAt());
        assertThat(((BatchPlan.Accepted) plan).isEmpty()).isTrue();
    }

    @Test
    void a_delete_takes_expired_rows_along_and_counts_them() {
        store.rows.add(row("dead", -5));
        store.rows.add(row("live", 5));
        assertThat(store.commit(batch(new Change.DeleteRrset(OWNER)))).extracting("removed").isEqualTo(2);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void the_cap_counts_live_values_of_the_result() {
        store.rows.add(row("dead", -5));
        assertThat(store.commit(capped(add(OWNER, "a"), add(OWNER, "b"), add(OWNER, "c")))).isInstanceOf(Commit.Done.class);
        assertThat(store.commit(capped(add(OTHER, "x"), add(OWNER, "d")))).isEqualTo(new Commit.Full(OWNER));
        assertThat(store.textsAt(OTHER, NOON)).isEmpty();
        assertThat(store.commit(capped(add(OWNER, "c")))).isInstanceOf(Commit.Done.class);
        assertThat(store.commit(capped(add(OWNER, "d"), new Change.DeleteValue(OWNER, TxtValue.of("a")))))
                .isInstanceOf(Commit.Done.class);
        assertThat(store.textsAt(OWNER, NOON)).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void an_owner_beyond_the_cap_can_still_be_refreshed_and_shrunk() {
        IntStream.range(0, 5).forEach(i -> store.rows.add(row("v" + i, 60)));
        assertThat(store.commit(capped(add(OWNER, "v1"), new Change.DeleteValue(OWNER, TxtValue.of("v2")),
                add(OWNER, "new")))).isInstanceOf(Commit.Done.class);
        assertThat(store.commit(capped(add(OWNER, "more")))).isEqualTo(new Commit.Full(OWNER));
    }

    @Test
    void the_oldest_value_gives_way_to_a_claim() {
        store.commit(capped(add(OWNER, "a")));
        store.commit(capped(add(OWNER, "b")));
        store.commit(capped(add(OWNER, "c")));
        store.commit(capped(add(OWNER, "a")));
        assertThat(store.commit(capped(claim("d")))).extracting("removed").isEqualTo(1);
        assertThat(store.textsAt(OWNER, NOON)).containsExactly("c", "a", "d");
    }

    @Test
    void refreshing_a_claim_at_the_cap_displaces_nothing() {
        store.commit(capped(claim("a"), claim("b"), claim("c")));
        store.commit(capped(claim("a")));
        assertThat(store.textsAt(OWNER, NOON)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_claim_that_is_to_stay_gives_way_to_none() {
        Caps staying = new Caps(2, Caps.LARGEST_MESSAGE, 0, Duration.ofSeconds(60));
        store.rows.add(row("a", 600));
        store.rows.add(row("b", 600));
        Instant stored = Instant.ofEpochMilli(store.rows.getFirst().storedAt().millis());
        assertThat(store.commit(claiming(staying, stored.plusMillis(59_999)))).isEqualTo(new Commit.Full(OWNER));
        assertThat(store.commit(claiming(staying, stored.plusMillis(60_000)))).isInstanceOf(Commit.Done.class);
        assertThat(store.textsAt(OWNER, stored.plusMillis(60_000))).hasSize(2).contains("new");
    }

    private static UpdateBatch claiming(Caps caps, Instant now) {
        return new UpdateBatch(List.of(), List.of(claim("new")), caps, Optional.empty(), Optional.empty(), List.of(), now);
    }

    @Test
    void within_one_batch_the_claims_first_named_give_way() {
        store.commit(capped(claim("a"), claim("b"), claim("c"), claim("d"), claim("e")));
        assertThat(store.textsAt(OWNER, NOON)).containsExactlyInAnyOrder("c", "d", "e");
    }

    @Test
    void one_claim_displaces_one_value_where_more_are_held_than_the_cap() {
        IntStream.range(0, 5).forEach(i -> store.rows.add(row("v" + i, 60)));
        store.commit(capped(claim("new")));
        assertThat(store.textsAt(OWNER, NOON)).hasSize(5).contains("new");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_answer_may_fill_a_message_and_not_one_octet_more(int beyond) {
        long room = Caps.LARGEST_MESSAGE - AnswerLength.ofEmpty(OWNER);
        Caps caps = new Caps(0, Caps.LARGEST_MESSAGE, 0);
        String large = "x".repeat(40_000);
        long left = room - AnswerLength.ofValue(TxtValue.of(large)) - 12;
        int length = (int) left;
        while (TxtValue.rdataLength(length) > left) {
            length--;
        }
        Commit outcome = store.commit(new UpdateBatch(List.of(),
                List.of(add(OWNER, large), add(OWNER, "y".repeat(length + beyond))), caps, Optional.empty(),
                Optional.empty(), List.of(), NOON));
        assertThat(outcome instanceof Commit.AnswerTooLarge).isEqualTo(beyond == 1);
    }

    @Test
    void prerequisites_are_judged_in_order_against_live_data() {
        store.rows.add(row("a", 60));
        store.rows.add(row("dead", 0));
        assertThat(outcome(new Prerequisite.NameInUse(OWNER))).isEqualTo(Rcode.NOERROR);
        assertThat(outcome(new Prerequisite.NameInUse(OTHER))).isEqualTo(Rcode.NXDOMAIN);
        assertThat(outcome(new Prerequisite.NameNotInUse(OWNER))).isEqualTo(Rcode.YXDOMAIN);
        assertThat(outcome(new Prerequisite.NameNotInUse(OTHER))).isEqualTo(Rcode.NOERROR);
        assertThat(outcome(new Prerequisite.RrsetExists(OTHER))).isEqualTo(Rcode.NXRRSET);
        assertThat(outcome(new Prerequisite.RrsetAbsent(OWNER))).isEqualTo(Rcode.YXRRSET);
        assertThat(outcome(equal("a"))).isEqualTo(Rcode.NOERROR);
        assertThat(outcome(equal("a", "dead"))).isEqualTo(Rcode.NXRRSET);
        assertThat(outcome(equal())).isEqualTo(Rcode.NXRRSET);
        assertThat(outcome(new Prerequisite.Unmet(Rcode.NXRRSET), equal("b"))).isEqualTo(Rcode.NXRRSET);
        assertThat(outcome(new Prerequisite.NameInUse(OTHER), new Prerequisite.Unmet(Rcode.NXRRSET)))
                .isEqualTo(Rcode.NXDOMAIN);
        assertThat(store.textsAt(OTHER, NOON)).as("nothing was written beside a failed prerequisite").isEmpty();
    }

    @Test
    void prerequisites_do_not_see_the_changes_of_their_own_batch() {
        store.commit(new UpdateBatch(List.of(new Prerequisite.NameNotInUse(OWNER)), List.of(add(OWNER, "a")), Caps.NONE,
                Optional.empty(), Optional.empty(), List.of(), NOON));
        assertThat(store.textsAt(OWNER, NOON)).containsExactly("a");
    }

    @Test
    void a_batch_counts_once_while_it_is_remembered() {
        ReplayEntry entry = replay(1, NOON.plusSeconds(301));
        assertThat(store.commit(signed(key(1), entry, add(OWNER, "a")))).isEqualTo(new Commit.KeyGone());
        store.keys.put(key(1).name(), key(1));
        assertThat(store.commit(signed(key(1), entry, add(OWNER, "a")))).isInstanceOf(Commit.Done.class);
        store.keys.clear();
        assertThat(store.commit(signed(key(1), entry, new Change.DeleteRrset(OWNER))))
                .isEqualTo(new Commit.Replayed(Rcode.NOERROR));
        assertThat(store.textsAt(OWNER, NOON)).containsExactly("a");
    }

    @Test
    void a_replaced_or_inactive_key_row_refuses_the_batch() {
        store.keys.put(key(1).name(), key(2));
        assertThat(store.commit(signed(key(1), replay(1, NOON.plusSeconds(9)), add(OWNER, "a"))))
                .isEqualTo(new Commit.KeyGone());
        TsigKey expired = new TsigKey(key(1).name(), TsigAlgorithm.HMAC_SHA256, key(1).secret(), key(1).suffixes(),
                NOON, Optional.of(NOON), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        store.keys.put(expired.name(), expired);
        assertThat(store.commit(signed(expired, replay(1, NOON.plusSeconds(9)), add(OWNER, "a"))))
                .isEqualTo(new Commit.KeyGone());
        assertThat(store.rows).isEmpty();
    }

    @Test
    void no_more_signed_batches_than_can_be_remembered() {
        store.keys.put(key(1).name(), key(1));
        store.commit(signed(key(1), replay(1, NOON.plusSeconds(9)), add(OWNER, "a")));
        store.commit(signed(key(1), replay(2, NOON.plusSeconds(9)), add(OWNER, "b")));
        assertThat(store.commit(signed(key(1), replay(3, NOON.plusSeconds(9)), add(OWNER, "c"))))
                .isEqualTo(new Commit.ReplayStoreFull());
    }

    private Rcode outcome(Prerequisite... prerequisites) {
        Commit commit = store.commit(new UpdateBatch(List.of(prerequisites),
                List.of(add(OTHER, "z"), new Change.DeleteRrset(OTHER)), Caps.NONE, Optional.empty(), Optional.empty(),
                List.of(), NOON));
        return commit instanceof Commit.Unmet(Rcode rcode) ? rcode : Rcode.NOERROR;
    }

    private static Prerequisite equal(String... values) {
        return new Prerequisite.RrsetEquals(OWNER, Set.copyOf(Arrays.stream(values).map(TxtValue::of).toList()));
    }

    private static UpdateBatch batch(Change... changes) {
        return UpdateBatch.unconditional(List.of(changes), NOON);
    }

    private static UpdateBatch capped(Change... changes) {
        return new UpdateBatch(List.of(), List.of(changes), THREE, Optional.empty(), Optional.empty(), List.of(), NOON);
    }

    private static UpdateBatch signed(TsigKey key, ReplayEntry replay, Change... changes) {
        return new UpdateBatch(List.of(), List.of(changes), THREE, Optional.of(key), Optional.of(replay), List.of(), NOON);
    }

    private static Change add(OwnerName owner, String value) {
        return new Change.Add(owner, TxtValue.of(value), new TimeToLive(60), Change.WhenFull.REFUSE);
    }

    private static Change claim(String value) {
        return new Change.Add(OWNER, TxtValue.of(value), new TimeToLive(60), Change.WhenFull.REPLACE_OLDEST);
    }

    private static StoredRecord row(String value, long remaining) {
        return new StoredRecord(OWNER, TxtValue.of(value), new TimeToLive(60), NOON.plusSeconds(remaining),
                new Stamp(7), 0);
    }

    private static ReplayEntry replay(int id, Instant keepUntil) {
        byte[] octets = new byte[ReplayId.LENGTH];
        octets[0] = (byte) id;
        return new ReplayEntry(new ReplayId(Octets.of(octets)), keepUntil);
    }

    private static TsigKey key(int secret) {
        return new TsigKey(new TsigKeyName("k.example.org."), TsigAlgorithm.HMAC_SHA256,
                Secret.of(new byte[] {(byte) secret}), new TreeSet<>(Set.of(new ScopeSuffix("example.org"))),
                NOON.minusSeconds(9), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true);
    }
}
