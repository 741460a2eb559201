package dev.dnsmesh.application.usecase.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ServePeers;
import dev.dnsmesh.application.port.in.ServePeers.CurrentManifest;
import dev.dnsmesh.application.port.in.ServePeers.PulledRow;
import dev.dnsmesh.contracts.InMemoryStorage;
import dev.dnsmesh.contracts.ManualTime;
import dev.dnsmesh.contracts.Records;
import dev.dnsmesh.contracts.SeededRandom;
import dev.dnsmesh.domain.access.OperatorTokens;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signature;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.DigestPage;
import dev.dnsmesh.domain.sync.RowVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServePeersUseCaseTest {
    private static final Ed25519PublicKey OPERATOR = new Ed25519PublicKey(Sha256.of(Octets.utf8("operator")));
    private static final SignatureVerifier SIGNATURES = (key, message, signature) -> signature.equals(signed(key, message));
    private static final OwnerName CLUSTER = new OwnerName("mesh.example");
    private static final OwnerName AT = new OwnerName("cluster.mesh.example");
    private static final long TTL = 600;

    private final ManualTime time = new ManualTime(Records.NOON);
    private final InMemoryStorage storage = new InMemoryStorage(time, new SeededRandom(1));

    /** No chunk is good. */
    private enum NoCode implements BlockCode {
        INSTANCE;

        @Override
        public Octets parity(Octets data) {
            return Octets.EMPTY;
        }

        @Override
        public Optional<Octets> correct(Octets codeword) {
            return Optional.empty();
        }
    }

    @Test
    void a_token_that_is_configured_is_good_and_none_is_where_there_is_none() {
        ServePeers peers = peers(List.of("first", "second"), Optional.empty());
        assertThat(peers.admits(Optional.of("first"))).isTrue();
        assertThat(peers.admits(Optional.of("second"))).isTrue();
        assertThat(peers.admits(Optional.of("third"))).isFalse();
        assertThat(peers.admits(Optional.empty())).isFalse();
        assertThat(peers(List.of(), Optional.empty()).admits(Optional.of(""))).isFalse();
    }

    @Test
    void pages_of_any_size_list_every_row_once_and_in_order() {
        for (int i = 0; i < 25; i++) {
            write(i % 7 + ".mesh.example", "value " + i);
            time.advance(Duration.ofMillis(i % 3));
        }
        List<DigestEntry> whole = peers().digest(Cursor.BEGINNING, 100).rows();
        assertThat(whole).hasSize(25).isSortedAccordingTo(java.util.Comparator.comparing(DigestEntry::position));
        for (int limit : new int[] {1, 4, 5, 24, 25, 26}) {
            List<DigestEntry> paged = new ArrayList<>();
            DigestPage page = peers().digest(Cursor.BEGINNING, limit);
            paged.addAll(page.rows());
            while (page.hasMore()) {
                assertThat(page.rows()).hasSize(limit);
                page = peers().digest(page.next(), limit);
                paged.addAll(page.rows());
            }
            assertThat(paged).isEqualTo(whole);
            assertThat(peers().digest(page.next(), limit)).isEqualTo(new DigestPage(List.of(), false, page.next()));
        }
    }

    @Test
    void a_long_page_is_put_together_from_several() {
        for (int i = 0; i < 1_100; i++) {
            write("n" + i + ".mesh.example", "value");
        }
        assertThat(peers().digest(Cursor.BEGINNING, 1_050)).satisfies(page -> {
            assertThat(page.rows()).extracting(DigestEntry::name).doesNotHaveDuplicates().hasSize(1_050).startsWith("n0.mesh.example").endsWith("n1049.mesh.example");
            assertThat(page.hasMore()).isTrue();
        });
        assertThat(peers().digest(Cursor.BEGINNING, 1_100).hasMore()).isFalse();
    }

    @Test
    void a_cursor_of_a_millisecond_leaves_out_its_rows_and_one_that_is_no_name_of_ours_is_a_place_all_the_same() {
        write("b.mesh.example", "one");
        long first = peers().digest(Cursor.BEGINNING, 10).rows().getFirst().millis();
        time.advance(Duration.ofMillis(5));
        write("a.mesh.example", "two");
        assertThat(names(Cursor.since(first))).containsExactly("a.mesh.example");
        assertThat(names(new Cursor(first, "a", ""))).containsExactly("b.mesh.example", "a.mesh.example");
        assertThat(names(new Cursor(first, "b\u00ff", ""))).containsExactly("a.mesh.example");
        assertThat(names(new Cursor(first, "a\u00ff".repeat(120), ""))).containsExactly("b.mesh.example", "a.mesh.example");
        assertThat(peers().digest(Cursor.since(Long.MAX_VALUE), 10).next().text()).isEqualTo(Long.MAX_VALUE + ":~:");
    }

    @Test
    void what_a_peer_would_refuse_is_not_offered_and_fills_no_place() {
        for (int i = 0; i < 30; i++) {
            write("slot-1.mb-0123456789ab.mesh.example", "foreign text " + i);
        }
        write("_dnsmesh-heartbeat.mesh.example", "v=dmp1;t=heartbeat;AAAA");
        write("x.mesh.example", "v=dmp1;t=chunk;d=AAAA");
        write("y.mesh.example", "v=dmp9;whatever");
        write("spf.mesh.example", "v=spf1 -all");
        write("after.mesh.example", "text");
        assertThat(peers().digest(Cursor.BEGINNING, 1)).satisfies(page -> {
            assertThat(page.rows()).extracting(DigestEntry::name).containsExactly("spf.mesh.example");
            assertThat(page.hasMore()).isTrue();
        });
        assertThat(names(Cursor.BEGINNING)).containsExactly("spf.mesh.example", "after.mesh.example");
        assertThat(peers().pull(List.of("slot-1.mb-0123456789ab.mesh.example", "x.mesh.example", "y.mesh.example"))).isEmpty();
    }

    @Test
    void whole_rrsets_are_pulled_under_the_name_that_was_asked_for() {
        write("a.mesh.example", "one");
        write("b.mesh.example", "two");
        write("a.mesh.example", "three");
        time.advance(Duration.ofSeconds(100));
        assertThat(peers().pull(List.of(" A.mesh.example.. ", "A.mesh.example", "nothing.mesh.example", "no name!", "b.mesh.example"))).containsExactly(
                new PulledRow("A.mesh.example", "one", TTL - 100), new PulledRow("b.mesh.example", "two", TTL - 100),
                new PulledRow("A.mesh.example", "three", TTL - 100));
        time.advance(Duration.ofSeconds(TTL - 100));
        assertThat(peers().pull(List.of("a.mesh.example"))).as("expired").isEmpty();
        assertThat(peers().digest(Cursor.BEGINNING, 10).rows()).isEmpty();
    }

    @Test
    void an_answer_ends_with_the_rrset_that_makes_it_large() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            names.add("n" + i + ".mesh.example");
            write(names.getLast(), "x".repeat(1 << 20));
        }
        assertThat(peers().pull(names)).hasSize(8);
    }

    @Test
    void the_manifest_of_the_highest_number_counts() {
        String second = manifest(2, "mesh.example", OPERATOR);
        storage.records().commit(Records.batchAt(time.now(), Records.add(AT, second, TTL), Records.add(AT, manifest(1, "mesh.example", OPERATOR), TTL),
                Records.add(AT, "v=dmp1;t=cluster;AAAA", TTL), Records.add(AT, "text", TTL)));
        var expected = new CurrentManifest(second, new SequenceNumber(2), UnixTime.of(Records.NOON).plus(Duration.ofDays(1)), "mesh.example");
        assertThat(peers().manifest()).contains(expected);
        assertThat(peers(List.of(), Optional.of(OPERATOR)).manifest()).contains(expected);
        Ed25519PublicKey other = new Ed25519PublicKey(Sha256.of(Octets.utf8("another")));
        assertThat(peers(List.of(), Optional.of(other)).manifest()).as("not that operator's").isEmpty();
    }

    @Test
    void who_is_pinned_signs_for_the_name_too() {
        storage.records().commit(Records.batchAt(time.now(), Records.add(AT, manifest(9, "elsewhere.example", OPERATOR), TTL)));
        assertThat(peers(List.of(), Optional.of(OPERATOR)).manifest()).isEmpty();
        assertThat(peers().manifest()).as("by its form alone").isPresent();
        assertThat(new ServePeersUseCase(OperatorTokens.NONE, storage.records(), RowVerifier.withoutOperator(SIGNATURES, NoCode.INSTANCE),
                new ClusterManifests(Optional.empty(), Optional.empty(), SIGNATURES), time, true).manifest()).as("no cluster").isEmpty();
    }

    private static String manifest(long number, String name, Ed25519PublicKey operator) {
        Signer signer = new Signer() {
            @Override
            public Ed25519PublicKey publicKey() {
                return operator;
            }

            @Override
            public Signature sign(Octets message) {
                return signed(operator, message);
            }
        };
        return new ClusterManifest(DomainName.parse(name).orElseThrow(), operator, new SequenceNumber(number),
                UnixTime.of(Records.NOON).plus(Duration.ofDays(1)), List.of(ClusterNode.withoutDns("a", "https://a.example"))).sign(signer).signed().orElseThrow();
    }

    private static Signature signed(Ed25519PublicKey key, Octets message) {
        return new Signature(Octets.concat(Sha256.of(key.octets(), message), Sha256.of(message, key.octets())));
    }

    private List<String> names(Cursor after) {
        return peers().digest(after, 10).rows().stream().map(DigestEntry::name).toList();
    }

    private ServePeers peers() {
        return peers(List.of(), Optional.empty());
    }

    private ServePeers peers(List<String> tokens, Optional<Ed25519PublicKey> operator) {
        RowVerifier rows = operator.map(key -> RowVerifier.pinning(key, SIGNATURES, NoCode.INSTANCE))
                .orElseGet(() -> RowVerifier.withoutOperator(SIGNATURES, NoCode.INSTANCE));
        return new ServePeersUseCase(OperatorTokens.of(tokens.stream().map(token -> Secret.of(Octets.utf8(token))).toList()), storage.records(), rows,
                new ClusterManifests(Optional.of(CLUSTER), operator, SIGNATURES), time, true);
    }

    @Test
    void who_asks_for_deletions_is_told_of_them_in_the_order_of_rows() {
        write("a.mesh.example", "one");
        write("b.mesh.example", "two");
        storage.records().commit(Records.batchAt(time.now(), Records.delete(new OwnerName("a.mesh.example"), "one")));
        ServePeers.DeletionPage page = peers().digestWithDeletions(Cursor.BEGINNING, 1).orElseThrow();
        assertThat(page.instance()).isEqualTo(storage.records().instance().hex());
        assertThat(page.hasMore()).isTrue();
        assertThat(page.rows()).singleElement().isInstanceOfSatisfying(Announcement.Live.class, live -> {
            assertThat(live.entry().name()).isEqualTo("b.mesh.example");
            assertThat(live.published()).isPositive();
        });
        ServePeers.DeletionPage rest = peers().digestWithDeletions(page.next(), 1).orElseThrow();
        assertThat(rest.hasMore()).isFalse();
        assertThat(rest.rows()).singleElement().isInstanceOfSatisfying(Announcement.Deleted.class, deleted -> {
            assertThat(deleted.entry().name()).isEqualTo("a.mesh.example");
            assertThat(deleted.entry().ttl()).isEqualTo(86_400 + 3_600);
        });
        assertThat(names(Cursor.BEGINNING)).containsExactly("b.mesh.example");
    }

    private void write(String owner, String value) {
        storage.records().commit(Records.batchAt(time.now(), Records.add(new OwnerName(owner), value, TTL)));
    }
}
