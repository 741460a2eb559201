package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.application.port.in.PullFromPeers;
import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.PeerClient;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.WatermarkStore;
import dev.dnsmesh.domain.sync.Peer;
import dev.dnsmesh.domain.sync.RowVerifier;
import dev.dnsmesh.domain.update.Watermark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls from the peers that there are now; a state for each of them is kept while it is one. */
public final class PullFromPeersUseCase implements PullFromPeers {
    private static final Logger LOG = LoggerFactory.getLogger(PullFromPeersUseCase.class);

    private final Membership membership;
    private final PullParts parts;
    private final WatermarkStore watermarks;
    private final Meter meter;
    private final Pause pause;
    private final Map<String, PeerState> states = new ConcurrentHashMap<>();
    private List<Peer> known = List.of();

    /**
     * @param membership who the peers are now
     * @param verifier   of what they give
     * @param pause      between requests; says when the node stops
     */
    public PullFromPeersUseCase(Membership membership, PeerClient client, RecordStore records, WatermarkStore watermarks, RowVerifier verifier,
                                Meter meter, Pause pause, TimeSource time, RandomSource random, PullRules rules) {
        this.membership = membership;
        this.parts = new PullParts(client, records, verifier, time, random, rules);
        this.watermarks = watermarks;
        this.meter = meter;
        this.pause = pause;
    }

    @Override
    public List<Peer> due() {
        List<Peer> peers = membership.peers();
        if (!peers.equals(known)) {
            forgetOthers(peers);
            known = peers;
        }
        return peers.stream().filter(peer -> state(peer).claim()).toList();
    }

    /** A peer that is none any more starts anew if it comes back, and so does a place where another node is now (cluster.md 9.3). */
    private void forgetOthers(List<Peer> peers) {
        Map<String, Peer> byKey = new HashMap<>();
        peers.forEach(peer -> byKey.put(peer.key(), peer));
        watermarks.list().stream().map(Watermark::peer).filter(key -> key.startsWith("http") && !byKey.containsKey(key)).forEach(watermarks::forget);
        states.entrySet().removeIf(entry -> !entry.getValue().peer.equals(byKey.get(entry.getKey())));
    }

    @Override
    public void run(Peer peer) {
        PeerState state = state(peer);
        RunResult result = RunResult.BEHIND;
        try {
            result = new PeerRun(state, parts, meters(peer)).run();
            report(state, result);
            if (result.isAnswered()) {
                membership.ranWith(peer, parts.client());
            }
        } finally {
            state.release(result, parts.rules());
        }
    }

    private void report(PeerState state, RunResult result) {
        meters(state.peer).ran(result);
        boolean before = state.former().map(RunResult::isAnswered).orElse(true);
        if (!state.ended(result, parts.time().now())) {
            return;
        }
        switch (result) {
            case LEVEL, BEHIND -> {
                if (!before) {
                    LOG.info("{} at {} answers again", state.peer.id(), state.peer.endpoint());
                }
            }
            case FORBIDDEN -> LOG.warn("{} at {} refuses the sync token (403)", state.peer.id(), state.peer.endpoint());
            case REFUSED, BROKEN -> LOG.warn("{} at {} does not answer as a peer does", state.peer.id(), state.peer.endpoint());
            case UNREACHABLE -> LOG.warn("{} at {} cannot be reached", state.peer.id(), state.peer.endpoint());
            case STOPPED -> { }
        }
    }

    private PullMeters meters(Peer peer) {
        return new PullMeters(meter, peer.id());
    }

    private PeerState state(Peer peer) {
        return states.computeIfAbsent(peer.key(), key -> {
            PeerProgress progress = watermarks.find(key).flatMap(PeerProgress::of).filter(kept -> kept.isOf(peer)).map(kept -> kept.named(peer.id()))
                    .orElseGet(() -> PeerProgress.none(peer.id()));
            PeerState state = new PeerState(peer, progress, pause, parts.time());
            meters(peer).watch(state::level, state::lagSeconds, state::quarantined, state::braked);
            return state;
        });
    }
}
