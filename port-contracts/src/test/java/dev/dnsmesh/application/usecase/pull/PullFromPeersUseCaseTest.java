package dev.dnsmesh.application.usecase.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.PullFromPeers;
import dev.dnsmesh.application.port.out.PeerClient.Answer;
import dev.dnsmesh.contracts.CountingMeter;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.rrset.StoredRecord;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.ReceivedEntry;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import dev.dnsmesh.domain.sync.RowVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PullFromPeersUseCaseTest {
    private static final Peer PEER = Peer.ofUrl("http://b.example:8053").orElseThrow();
    private static final long NOON = Records.NOON.toEpochMilli();
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final BlockCode NO_CODE = new BlockCode() {
        @Override
        public Octets parity(Octets data) {
            return Octets.EMPTY;
        }

        @Override
        public Optional<Octets> correct(Octets codeword) {
            return Optional.empty();
        }
    };

    private final ManualTime time = new ManualTime(Records.NOON);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));
    private final CountingMeter meter = new CountingMeter();
    private final FakePeer peer = new FakePeer(time);
    private PullFromPeers pulling = restarted();

    private PullFromPeers restarted() {
        return new PullFromPeersUseCase(() -> List.of(PEER), peer, storage.records(), storage.watermarks(),
                RowVerifier.withoutOperator((key, message, signature) -> true, NO_CODE), meter, wait -> {
                    time.advance(wait);
                    return true;
                }, time, new SeededRandom(2), new PullRules(INTERVAL, Duration.ofSeconds(10), Duration.ofHours(6), Duration.ofSeconds(30), true));
    }

    private void run() {
        assertThat(pulling.due()).containsExactly(PEER);
        pulling.run(PEER);
    }

    private void runLater() {
        time.advance(INTERVAL);
        run();
    }

    private List<String> at(String owner) {
        return Records.texts(storage.records(), new OwnerName(owner), time.now());
    }

    private long rows(String result) {
        return meter.count("dmp_sync_rows_total", "peer", PEER.id(), "result", result);
    }

    private double level() {
        return meter.value("dmp_sync_level", "peer", PEER.id());
    }

    @Test
    void everything_of_a_peer_is_taken_over_once_page_after_page() {
        for (int i = 0; i < 25; i++) {
            peer.holds("n" + i % 7 + ".mesh.example", "value " + i, NOON - 50_000 + i, 600);
        }
        peer.pageSize = 4;
        run();
        assertThat(storage.records().count()).isEqualTo(25);
        assertThat(rows("written")).isEqualTo(25);
        assertThat(level()).isOne();
        int pulls = peer.pulls.size();
        runLater();
        assertThat(peer.pulls).hasSize(pulls);
    }

    @Test
    void a_restarted_node_goes_on_where_it_was() {
        peer.holds("a.mesh.example", "one", NOON - 60_000, 600).holds("b.mesh.example", "two", NOON - 30_000, 600);
        run();
        peer.digests.clear();
        pulling = restarted();
        run();
        assertThat(peer.digests.getFirst()).as("a plain peer's last ten seconds again").isEqualTo(new Cursor(NOON - 40_000, "", ""));
        assertThat(peer.digests.getLast()).as("and everything, for what was in quarantine").isEqualTo(Cursor.BEGINNING);
        assertThat(rows("written")).isEqualTo(2);
    }

    @Test
    void rows_that_cannot_be_taken_hold_up_none_behind_them() {
        for (int i = 0; i < 300; i++) {
            peer.holds("slot-" + i + ".mb-0123456789ab.mesh.example", "no manifest", NOON - 90_000 + i, 600);
            peer.holds("x" + i + ".mesh.example", "v=dmp1;t=unknown;" + i, NOON - 90_000 + i, 600);
        }
        peer.holds("good.mesh.example", "good", NOON - 1, 600);
        run();
        assertThat(at("good.mesh.example")).containsExactly("good");
        assertThat(storage.records().count()).isOne();
        assertThat(meter.value("dmp_sync_quarantine", "peer", PEER.id())).isEqualTo(600);
        assertThat(level()).isOne();
        int pulls = peer.pulls.size();
        runLater();
        assertThat(peer.pulls).as("not asked for again at once").hasSize(pulls);
    }

    @Test
    void only_what_was_announced_is_written() {
        peer.holds("a.mesh.example", "true", NOON - 100, 600);
        peer.lie = rows -> List.of(new ReceivedRow("a.mesh.example", "false", 600), new ReceivedRow("other.mesh.example", "true", 600),
                new ReceivedRow("A.mesh.example", "true", 600), new ReceivedRow("a.mesh.example", "true", 0));
        run();
        assertThat(storage.records().count()).isZero();
        assertThat(rows("rejected")).isOne();
        peer.lie = rows -> rows;
        time.advance(Duration.ofSeconds(40));
        run();
        assertThat(at("a.mesh.example")).as("once it tells the truth").containsExactly("true");
        assertThat(meter.value("dmp_sync_quarantine", "peer", PEER.id())).isZero();
    }

    @Test
    void what_is_announced_and_never_given_is_given_up_after_two_pulls() {
        peer.holds("a.mesh.example", "one", NOON - 100, 600);
        peer.lie = rows -> List.of();
        run();
        assertThat(peer.pulls).hasSize(2);
        assertThat(level()).isOne();
    }

    @Test
    void a_life_counts_from_the_question_and_is_not_prolonged_by_the_answers_delay() {
        peer.holds("a.mesh.example", "one", NOON - 100, 60);
        peer.whilePulled = () -> time.advance(Duration.ofSeconds(8));
        run();
        StoredRecord row = storage.records().liveAt(new OwnerName("a.mesh.example"), time.now()).getFirst();
        assertThat(row.expiresAt()).isEqualTo(Records.NOON.plusSeconds(60));
    }

    @Test
    void what_a_client_writes_meanwhile_is_not_undone() {
        peer.holds("a.mesh.example", "one", NOON - 100, 60);
        peer.whilePulled = () -> storage.records().commit(Records.batchAt(time.now(), Records.add(new OwnerName("a.mesh.example"), "one", 900)));
        run();
        assertThat(storage.records().liveAt(new OwnerName("a.mesh.example"), time.now()).getFirst().expiresAt()).isEqualTo(Records.NOON.plusSeconds(900));
    }

    @Test
    void a_row_of_a_time_to_come_waits_for_it() {
        peer.holds("a.mesh.example", "early", NOON + 65_000, 600).holds("b.mesh.example", "now", NOON, 600);
        run();
        assertThat(at("a.mesh.example")).isEmpty();
        assertThat(at("b.mesh.example")).containsExactly("now");
        assertThat(level()).isZero();
        runLater();
        assertThat(at("a.mesh.example")).containsExactly("early");
        assertThat(level()).isOne();
    }

    @Test
    void rows_that_are_local_to_a_peer_are_not_asked_for() {
        peer.holds("_dnsmesh-heartbeat.mesh.example", "x", NOON - 3, 600).holds("_dnsmesh-seen.mesh.example", "x", NOON - 2, 600);
        run();
        assertThat(peer.pulls).isEmpty();
        assertThat(level()).isOne();
    }

    @Test
    void requests_get_smaller_until_the_peer_takes_them() {
        for (int i = 0; i < 40; i++) {
            peer.holds("n" + i + ".mesh.example", "v", NOON - 100, 600);
        }
        peer.mostNames = 3;
        run();
        assertThat(storage.records().count()).isEqualTo(40);
        assertThat(peer.pulls).map(List::size).startsWith(40, 20, 10, 5, 2);
    }

    @Test
    void requests_stay_below_what_every_peer_takes() {
        for (int i = 0; i < 1000; i++) {
            peer.holds("x".repeat(60) + "." + "y".repeat(60) + "." + i + ".mesh.example", "v", NOON - 100, 600);
        }
        run();
        assertThat(storage.records().count()).isEqualTo(1000);
        assertThat(peer.pulls).allSatisfy(names -> assertThat(names.stream().mapToInt(name -> name.length() + 3).sum()).isLessThan(16_000));
    }

    @Test
    void a_peer_that_has_had_enough_is_given_time_and_the_run_goes_on() {
        peer.holds("a.mesh.example", "one", NOON - 100, 600);
        peer.digestAnswers.add(new Answer.Throttled<>(Optional.of(Duration.ofSeconds(3))));
        peer.pullAnswers.add(new Answer.Throttled<>(Optional.empty()));
        run();
        assertThat(at("a.mesh.example")).containsExactly("one");
        assertThat(time.now()).isEqualTo(Records.NOON.plusSeconds(5));
    }

    @Test
    void a_peer_that_cannot_be_reached_is_tried_ever_more_rarely() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            peer.digestAnswers.add(new Answer.Unreachable<>("gone"));
            run();
            time.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(pulling.due()).isEmpty();
            time.advance(Duration.ofMillis(1));
        }
        run();
        assertThat(level()).isOne();
        assertThat(meter.count("dmp_sync_runs_total", "peer", PEER.id(), "result", "unreachable")).isEqualTo(8);
    }

    @Test
    void a_peer_that_refuses_the_token_is_asked_once_a_minute() {
        peer.digestAnswers.add(new Answer.Forbidden<>());
        run();
        time.advance(Duration.ofSeconds(59));
        assertThat(pulling.due()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        run();
    }

    @Test
    void a_peer_with_another_history_is_taken_over_from_the_beginning() {
        peer.instance = Optional.of("0".repeat(32));
        peer.holds("a.mesh.example", "one", NOON - 30_000, 600);
        run();
        runLater();
        peer.instance = Optional.of("1".repeat(32));
        peer.holds("b.mesh.example", "old", NOON - 90_000, 600);
        runLater();
        runLater();
        assertThat(at("b.mesh.example")).containsExactly("old");
    }

    @Test
    void a_page_that_leads_nowhere_ends_the_run() {
        peer.digestAnswers.add(new Answer.Content<>(new ReceivedPage(List.of(ReceivedEntry.NONSENSE), true, Optional.of("0::"), false, Optional.empty())));
        run();
        assertThat(peer.digests).as("no run of its own is made of it").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void pages_of_nonsense_are_crossed_where_the_peer_says_how() {
        peer.holds("a.mesh.example", "one", NOON - 100, 600);
        peer.digestAnswers.add(new Answer.Content<>(new ReceivedPage(List.of(ReceivedEntry.NONSENSE), true, Optional.of((NOON - 200) + "::"), false,
                Optional.empty())));
        run();
        assertThat(at("a.mesh.example")).containsExactly("one");
    }

    @Test
    void what_was_deleted_at_a_peer_goes_here_and_is_passed_on() {
        peer.aware = true;
        peer.holds("a.mesh.example", "one", NOON - 100, 600);
        run();
        assertThat(at("a.mesh.example")).containsExactly("one");
        peer.deleted("a.mesh.example", "one", NOON - 50);
        runLater();
        assertThat(at("a.mesh.example")).isEmpty();
        assertThat(storage.records().tombstones()).isOne();
        assertThat(level()).isOne();
    }

    @Test
    void what_was_deleted_here_is_not_brought_back_by_a_peer_that_knows_of_no_deletions() {
        storage.records().commit(Records.batchAt(time.now(), Records.add(new OwnerName("a.mesh.example"), "one")));
        storage.records().commit(Records.batchAt(time.now(), Records.delete(new OwnerName("a.mesh.example"), "one")));
        peer.holds("a.mesh.example", "one", NOON - 100, 600);
        run();
        runLater();
        assertThat(at("a.mesh.example")).isEmpty();
        assertThat(peer.pulls).isEmpty();
        assertThat(rows("suppressed")).isPositive();
        assertThat(level()).isOne();
    }

    @Test
    void a_publish_after_the_deletion_comes_back_with_its_own_life() {
        peer.aware = true;
        peer.deleted("a.mesh.example", "one", NOON - 100);
        run();
        assertThat(storage.records().tombstones()).isOne();
        peer.holds("a.mesh.example", "one", NOON - 50, 20);
        runLater();
        assertThat(at("a.mesh.example")).containsExactly("one");
        assertThat(storage.records().tombstones()).isZero();
    }

    @Test
    void a_peer_that_would_delete_too_much_is_stopped_and_its_rows_go_on() {
        peer.aware = true;
        for (int i = 0; i < 400; i++) {
            peer.holds("n" + i + ".mesh.example", "v", NOON - 1_000, 6_000);
        }
        run();
        for (int i = 0; i < 200; i++) {
            peer.deleted("n" + i + ".mesh.example", "v", NOON - 900);
        }
        peer.holds("new.mesh.example", "v", NOON - 800, 6_000);
        runLater();
        assertThat(storage.records().count()).isEqualTo(401);
        assertThat(meter.value("dmp_sync_tombstone_brake", "peer", PEER.id())).isOne();
        assertThat(level()).isOne();
    }

    @Test
    void no_garbage_ends_a_run_with_a_failure_or_gets_into_the_store() {
        Random random = new Random(7);
        peer.lie = rows -> garbage(random);
        for (int i = 0; i < 300; i++) {
            List<ReceivedEntry> entries = new ArrayList<>();
            for (int n = random.nextInt(20); n > 0; n--) {
                entries.add(entry(random));
            }
            peer.digestAnswers.add(new Answer.Content<>(new ReceivedPage(entries, random.nextBoolean(),
                    random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(), random.nextBoolean(), Optional.empty())));
        }
        while (!peer.digestAnswers.isEmpty()) {
            time.advance(Duration.ofMinutes(1));
            run();
        }
        assertThat(storage.records().count()).isZero();
    }

    private static ReceivedEntry entry(Random random) {
        Optional<String> hash = random.nextInt(4) == 0 ? Optional.of(text(random)) : Optional.of("0123456789abcdef".repeat(4));
        return new ReceivedEntry(random.nextInt(8) == 0 ? Optional.empty() : Optional.of(text(random)), hash, number(random), number(random), number(random),
                random.nextInt(8) == 0, number(random), random.nextInt(8) > 0);
    }

    private static OptionalLong number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> OptionalLong.empty();
            case 1 -> OptionalLong.of(random.nextLong());
            case 2 -> OptionalLong.of(Long.MAX_VALUE);
            case 3 -> OptionalLong.of(NOON + random.nextInt(200_000));
            default -> OptionalLong.of(random.nextInt(1000));
        };
    }

    private static String text(Random random) {
        String[] texts = {"", "a", "a..b", "x.mesh.example", ".", "-", "_", "a".repeat(254), "a".repeat(253), "a".repeat(64) + ".b", "caf\u00e9", "\ud800", "a\n", "1:a:", "5::",
            "UPPER.example", "slot-1.mb-00.example", "_dnsmesh-heartbeat.example", "cluster.example"};
        return texts[random.nextInt(texts.length)];
    }

    private static List<ReceivedRow> garbage(Random random) {
        List<ReceivedRow> rows = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            rows.add(new ReceivedRow(text(random), text(random), number(random).orElse(0)));
        }
        return rows;
    }
}
