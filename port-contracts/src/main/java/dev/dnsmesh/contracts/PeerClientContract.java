package dev.dnsmesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.PeerClient.Answer;
import dev.dnsmesh.domain.sync.Announcement;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.DigestEntry;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.ReceivedEntry;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link PeerClient}, which has the tokens {@code first} and {@code second} and waits for a silent peer not longer than a second. */
public interface PeerClientContract {
    String HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    ScriptedPeer newPeer();

    /** A peer that answers as it is told. */
    interface ScriptedPeer extends AutoCloseable {
        PeerClient client();

        Peer peer();

        /** To the requests that follow. */
        void answers(int status, Map<String, String> headers, String body);

        /** Sends half of what it announces, and then nothing more. */
        void fallsSilent();

        /** Method, target, and body of the last request. */
        String asked();

        /** That it takes; any other is answered with 403. */
        void takes(String token);

        /** That were tried, in their order. */
        List<String> tried();

        @Override
        void close();
    }

    @Test
    default void a_digest_is_asked_for_as_every_peer_understands_it() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(200, Map.of(), "{\"records\":[{\"name\":\"a.example\",\"hash\":\"" + HASH + "\",\"ts\":5,\"ttl\":60}],\"has_more\":true,"
                    + "\"next_cursor\":\"5:a.example:" + HASH + "\",\"more\":{\"records\":[1]}}");
            ReceivedPage page = content(peer.client().digest(peer.peer(), new Cursor(3, "b.example", HASH), 1000, false));
            assertThat(peer.asked()).isEqualTo("GET /v1/sync/digest?cursor=3:b.example:" + HASH + "&limit=1000 ");
            assertThat(page.hasMore()).isTrue();
            assertThat(page.aware()).isFalse();
            assertThat(page.next()).contains("5:a.example:" + HASH);
            assertThat(page.entries()).map(entry -> entry.judge(Records.NOON))
                    .containsExactly(new Announcement.Live(new DigestEntry("a.example", HASH, 5, 60), 0));
            content(peer.client().digest(peer.peer(), Cursor.BEGINNING, 10, true));
            assertThat(peer.asked()).isEqualTo("GET /v1/sync/digest?cursor=0::&limit=10&tombstones=1 ");
        }
    }

    @Test
    default void deletions_and_the_history_are_read_where_a_peer_tells_of_them() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(200, Map.of(), "{\"tombstones\":true,\"instance\":\"0123456789abcdef0123456789abcdef\",\"has_more\":false,\"next_cursor\":\"0::\","
                    + "\"records\":[{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":5,\"ttl\":60,\"deleted\":true,\"del\":4},"
                    + "{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":6,\"ttl\":60,\"pub\":9}]}");
            ReceivedPage page = content(peer.client().digest(peer.peer(), Cursor.BEGINNING, 10, true));
            assertThat(page.aware()).isTrue();
            assertThat(page.instance()).contains("0123456789abcdef0123456789abcdef");
            assertThat(page.entries()).map(entry -> entry.judge(Records.NOON)).containsExactly(
                    new Announcement.Deleted(new DigestEntry("a", HASH, 5, 60), 4), new Announcement.Live(new DigestEntry("a", HASH, 6, 60), 9));
        }
    }

    @Test
    default void entries_of_other_types_break_no_page() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(200, Map.of(), "{\"records\":[1,null,[],{},{\"name\":5,\"hash\":\"" + HASH + "\",\"ts\":5,\"ttl\":60},"
                    + "{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":true,\"ttl\":60},{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":5.0,\"ttl\":60},"
                    + "{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":5,\"ttl\":60,\"deleted\":1},"
                    + "{\"name\":\"a\",\"hash\":\"" + HASH + "\",\"ts\":99999999999999999999999,\"ttl\":60}],\"instance\":\"x\\ny\",\"has_more\":1}");
            ReceivedPage page = content(peer.client().digest(peer.peer(), Cursor.BEGINNING, 10, true));
            assertThat(page.entries()).hasSize(9).map(ReceivedEntry::name).startsWith(Optional.empty());
            assertThat(page.entries().subList(0, 8)).map(entry -> entry.judge(Records.NOON)).allMatch(Announcement.Invalid.class::isInstance);
            assertThat(page.entries().getLast().judge(Records.NOON)).isEqualTo(new Announcement.Ahead(Long.MAX_VALUE));
            assertThat(page.hasMore()).isFalse();
            assertThat(page.instance()).isEmpty();
        }
    }

    @Test
    default void what_is_no_answer_of_a_peer_is_broken() {
        try (ScriptedPeer peer = newPeer()) {
            for (String body : List.of("", "null", "[]", "{}", "{\"records\":{}}", "{\"records\":[]", "{\"records\":[]} x", "<html>", "{\"records\":[{\"a\":", "\u0000")) {
                peer.answers(200, Map.of(), body);
                assertThat(peer.client().digest(peer.peer(), Cursor.BEGINNING, 10, true)).as(body).isInstanceOf(Answer.Broken.class);
                assertThat(peer.client().pull(peer.peer(), List.of("a"))).as(body).isInstanceOf(Answer.Broken.class);
            }
            peer.answers(200, Map.of("Content-Encoding", "gzip"), "{\"records\":[]}");
            assertThat(peer.client().pull(peer.peer(), List.of("a"))).isInstanceOf(Answer.Broken.class);
        }
    }

    @Test
    default void rows_are_pulled_by_their_names() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(200, Map.of(), "{\"records\":[{\"name\":\"a\",\"value\":\"caf\u00e9 \\u00e9\",\"ttl\":7},{\"name\":\"a\",\"value\":5,\"ttl\":7},{\"name\":\"b\",\"value\":\"\",\"ttl\":-1}]}");
            assertThat(content(peer.client().pull(peer.peer(), List.of("a", "b"))))
                    .containsExactly(new ReceivedRow("a", "caf\u00e9 \u00e9", 7), new ReceivedRow("b", "", -1));
            assertThat(peer.asked()).isEqualTo("POST /v1/sync/pull {\"names\":[\"a\",\"b\"]}");
        }
    }

    @Test
    default void a_manifest_is_there_or_not() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(204, Map.of(), "");
            assertThat(content(peer.client().manifest(peer.peer()))).isEmpty();
            peer.answers(200, Map.of(), "{\"seq\":1,\"wire\":\"v=dmp1;t=cluster;x\"}");
            assertThat(content(peer.client().manifest(peer.peer()))).contains("v=dmp1;t=cluster;x");
            peer.answers(200, Map.of(), "{\"wire\":1}");
            assertThat(peer.client().manifest(peer.peer())).isInstanceOf(Answer.Broken.class);
        }
    }

    @Test
    default void statuses_keep_their_meaning() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(429, Map.of("Retry-After", "7"), "");
            assertThat(peer.client().pull(peer.peer(), List.of())).isEqualTo(new Answer.Throttled<>(Optional.of(Duration.ofSeconds(7))));
            peer.answers(429, Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), "");
            assertThat(peer.client().pull(peer.peer(), List.of())).isEqualTo(new Answer.Throttled<>(Optional.empty()));
            peer.answers(413, Map.of(), "");
            assertThat(peer.client().pull(peer.peer(), List.of())).isEqualTo(new Answer.Refused<>(413));
            peer.answers(302, Map.of("Location", peer.peer().endpoint() + "/elsewhere"), "");
            assertThat(peer.client().pull(peer.peer(), List.of())).isEqualTo(new Answer.Refused<>(302));
            assertThat(peer.asked()).doesNotContain("elsewhere");
        }
    }

    @Test
    default void the_other_token_is_tried_once_and_remembered() {
        try (ScriptedPeer peer = newPeer()) {
            peer.answers(204, Map.of(), "");
            peer.takes("second");
            assertThat(peer.client().manifest(peer.peer())).isInstanceOf(Answer.Content.class);
            assertThat(peer.client().manifest(peer.peer())).isInstanceOf(Answer.Content.class);
            assertThat(peer.tried()).containsExactly("first", "second", "second");
            peer.takes("neither");
            assertThat(peer.client().manifest(peer.peer())).isInstanceOf(Answer.Forbidden.class);
            assertThat(peer.tried()).endsWith("second", "first");
        }
    }

    @Test
    default void a_peer_that_falls_silent_is_given_up() {
        try (ScriptedPeer peer = newPeer()) {
            peer.fallsSilent();
            assertThat(peer.client().digest(peer.peer(), Cursor.BEGINNING, 10, true)).isInstanceOf(Answer.Broken.class);
        }
    }

    @Test
    default void where_nobody_listens_nobody_is_reached() {
        ScriptedPeer gone = newPeer();
        gone.close();
        assertThat(gone.client().digest(gone.peer(), Cursor.BEGINNING, 10, true)).isInstanceOf(Answer.Unreachable.class);
    }

    private static <T> T content(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Content.class);
        return ((Answer.Content<T>) answer).content();
    }
}
