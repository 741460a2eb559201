package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.sync.Cursor;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.update.Watermark;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a peer has been taken over, as it is kept (cluster.md 13.1).
 *
 * @param nodeId    under which the peer was known
 * @param watermark everything up to there is resolved
 * @param instance  of the peer's history, where it tells
 * @param scanned   when the last full comparison was completed; {@link Instant#EPOCH} = never
 * @param succeeded when it last answered
 */
record PeerProgress(String nodeId, Cursor watermark, Optional<String> instance, Instant scanned, Instant succeeded) {
    private static final String FORM = "1";
    private static final int FIELDS = 6;

    static PeerProgress none(String nodeId) {
        return new PeerProgress(nodeId, Cursor.BEGINNING, Optional.empty(), Instant.EPOCH, Instant.EPOCH);
    }

    /** Empty where it is of another version of this software, or damaged: the peer starts anew. */
    static Optional<PeerProgress> of(Watermark kept) {
        String[] fields = kept.state().asUtf8().orElse("").split("\n", -1);
        if (fields.length != FIELDS || !fields[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            Instant scanned = Instant.ofEpochMilli(Long.parseLong(fields[4]));
            Instant succeeded = Instant.ofEpochMilli(Long.parseLong(fields[5]));
            return Cursor.parse(fields[2]).map(cursor -> new PeerProgress(fields[1], cursor,
                    Optional.of(fields[3]).filter(text -> !text.isEmpty()), scanned, succeeded));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** The peer is the same node, or was known by its URL alone (cluster.md 9.3). */
    boolean isOf(Peer peer) {
        return nodeId.equals(peer.id()) || Peer.ofUrl(peer.endpoint()).filter(byUrl -> byUrl.id().equals(nodeId)).isPresent();
    }

    /** As it is kept under the peer's key. */
    Watermark of(Peer peer) {
        return new Watermark(peer.key(), Octets.utf8(String.join("\n", FORM, nodeId, watermark.text(), instance.orElse(""),
                Long.toString(scanned.toEpochMilli()), Long.toString(succeeded.toEpochMilli()))));
    }

    /** Never back. */
    PeerProgress upTo(Cursor position) {
        return position.compareTo(watermark) > 0 ? new PeerProgress(nodeId, position, instance, scanned, succeeded) : this;
    }

    /** Of a peer that tells another history. */
    PeerProgress restarted(Optional<String> told) {
        return new PeerProgress(nodeId, Cursor.BEGINNING, told, Instant.EPOCH, succeeded);
    }

    PeerProgress withScan(Instant at) {
        return new PeerProgress(nodeId, watermark, instance, at, succeeded);
    }

    PeerProgress withSuccess(Instant at) {
        return new PeerProgress(nodeId, watermark, instance, scanned, at);
    }

    PeerProgress withInstance(Optional<String> told) {
        return new PeerProgress(nodeId, watermark, told, scanned, succeeded);
    }

    PeerProgress named(String id) {
        return new PeerProgress(id, watermark, instance, scanned, succeeded);
    }
}
