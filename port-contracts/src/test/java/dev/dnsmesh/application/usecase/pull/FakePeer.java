package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.ReceivedEntry;
import dev.dnsmesh.domain.sync.ReceivedPage;
import dev.dnsmesh.domain.sync.ReceivedRow;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A peer with rows of any kind, honest about them unless told otherwise. */
final class FakePeer implements PeerClient {
    final List<Cursor> digests = new ArrayList<>();
    final List<List<String>> pulls = new ArrayList<>();
    final Deque<Answer<ReceivedPage>> digestAnswers = new ArrayDeque<>();
    final Deque<Answer<List<ReceivedRow>>> pullAnswers = new ArrayDeque<>();
    Function<List<ReceivedRow>, List<ReceivedRow>> lie = rows -> rows;
    Runnable whilePulled = () -> { };
    int mostNames = Integer.MAX_VALUE;
    int pageSize = Integer.MAX_VALUE;
    Optional<String> instance = Optional.empty();
    boolean aware;
    Optional<String> manifest = Optional.empty();
    private final List<Row> rows = new ArrayList<>();
    private final TimeSource time;

    FakePeer(TimeSource time) {
        this.time = time;
    }

    /** @param stamp {@code pub} of a row, {@code del} of a deletion */
    private record Row(String name, String value, long millis, Instant expiresAt, boolean deleted, long stamp) {
        long ttl(Instant now) {
            return Duration.between(now, expiresAt).toSeconds();
        }

        String hash() {
            return Sha256.of(Octets.utf8(value)).hex();
        }

        Cursor position() {
            return new Cursor(millis, name, hash());
        }
    }

    FakePeer holds(String name, String value, long millis, long ttl) {
        return has(name, value, millis, ttl, false, aware ? millis : 0);
    }

    FakePeer deleted(String name, String value, long millis) {
        return has(name, value, millis, 90_000, true, millis);
    }

    private FakePeer has(String name, String value, long millis, long ttl, boolean deleted, long stamp) {
        rows.removeIf(row -> row.name.equals(name) && row.value.equals(value));
        rows.add(new Row(name, value, millis, time.now().plusSeconds(ttl), deleted, stamp));
        rows.sort(Comparator.comparing(Row::position));
        return this;
    }

    @Override
    public Answer<ReceivedPage> digest(Peer peer, Cursor after, int limit, boolean deletions) {
        digests.add(after);
        if (!digestAnswers.isEmpty()) {
            return digestAnswers.pop();
        }
        List<Row> behind = rows.stream().filter(row -> row.position().compareTo(after) > 0).toList();
        List<Row> page = behind.stream().limit(Math.min(limit, pageSize)).toList();
        return new Answer.Content<>(new ReceivedPage(page.stream().map(this::entry).toList(),
                page.size() < behind.size(), Optional.of(page.isEmpty() ? after.text() : page.getLast().position().text()), aware, instance));
    }

    private ReceivedEntry entry(Row row) {
        return new ReceivedEntry(Optional.of(row.name), Optional.of(row.hash()), OptionalLong.of(row.millis), OptionalLong.of(row.ttl(time.now())),
                aware && !row.deleted ? OptionalLong.of(row.stamp) : OptionalLong.empty(), row.deleted,
                row.deleted ? OptionalLong.of(row.stamp) : OptionalLong.empty(), true);
    }

    @Override
    public Answer<List<ReceivedRow>> pull(Peer peer, List<String> names) {
        pulls.add(names);
        Instant now = time.now();
        whilePulled.run();
        if (!pullAnswers.isEmpty()) {
            return pullAnswers.pop();
        }
        return names.size() > mostNames ? new Answer.Refused<>(413)
                : new Answer.Content<>(lie.apply(rows.stream().filter(row -> !row.deleted && names.contains(row.name))
                        .map(row -> new ReceivedRow(row.name, row.value, row.ttl(now))).toList()));
    }

    @Override
    public Answer<Optional<String>> manifest(Peer peer) {
        return new Answer.Content<>(manifest);
    }
}
