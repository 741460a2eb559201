package dev.dnsmesh.application.usecase.heartbeat;

import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Node;
import dev.dnsmesh.domain.record.heartbeat.SeenNodes.Seen;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import dev.dnsmesh.domain.update.UpdateBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node publishes in its own zone: its heartbeat, and those it has heard (heartbeat.md 6, 10). Others may publish at the
 * same names: only single values that are this node's go, never the RRset. Used by one thread at a time.
 */
final class OwnHeartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(OwnHeartbeats.class);
    private static final int MOST_SEEN = 50;
    private static final int MOST_OCTETS = 16 << 10;

    private final HeartbeatRules rules;
    private final Signer signer;
    private final SignatureVerifier verifier;
    private final RecordStore records;
    private final TimeSource time;
    private final Node self;
    private Optional<TxtValue> published = Optional.empty();
    private Optional<Set<TxtValue>> publishedSeen = Optional.empty();

    OwnHeartbeats(HeartbeatRules rules, Signer signer, SignatureVerifier verifier, RecordStore records, TimeSource time) {
        this.rules = rules;
        this.signer = signer;
        this.verifier = verifier;
        this.records = records;
        this.time = time;
        self = new Node(signer.publicKey(), rules.endpoint().text());
    }

    /** What this node had heard and published before it was started. */
    List<Verified<Heartbeat>> remembered() {
        Instant now = time.now();
        return rules.zone().flatMap(HeartbeatNames::seen).map(name -> records.liveAt(name, now).stream()
                .flatMap(row -> row.value().text().flatMap(ParsedHeartbeat::parse).flatMap(parsed -> parsed.verifyHarvested(verifier, now)).stream())
                .filter(heartbeat -> !Node.of(heartbeat.record()).equals(self)).toList()).orElse(List.of());
    }

    /** A fresh one takes the place of the last. */
    void publish() {
        rules.zone().flatMap(HeartbeatNames::own).ifPresent(this::publish);
    }

    private void publish(OwnerName name) {
        Instant now = time.now();
        UnixTime issued = UnixTime.of(now);
        switch (new Heartbeat(rules.endpoint(), signer.publicKey(), rules.version(), rules.capabilities(), rules.zone().map(OwnerName::text).orElse(""),
                issued, issued.plus(rules.lifetime())).sign(signer)) {
            case Signing.Signed(String text) -> {
                TxtValue fresh = TxtValue.of(text);
                List<Change> changes = new ArrayList<>();
                former(name, now).stream().filter(value -> !value.equals(fresh)).forEach(value -> changes.add(new Change.DeleteValue(name, value)));
                changes.add(adding(name, fresh));
                records.commit(UpdateBatch.unconditional(changes, now));
                published = Optional.of(fresh);
            }
            case Signing.Refused(String reason) -> LOG.error("the own heartbeat cannot be signed: {}", reason);
        }
    }

    private List<TxtValue> former(OwnerName name, Instant now) {
        return published.map(List::of).orElseGet(() -> records.liveAt(name, now).stream()
                .filter(row -> node(row.value()).filter(self::equals).isPresent()).map(row -> row.value()).toList());
    }

    /** Whose heartbeat the value is; empty where it is none that its operator signed. */
    private Optional<Node> node(TxtValue value) {
        return value.text().flatMap(ParsedHeartbeat::parse)
                .filter(parsed -> parsed.sealed().verified(parsed.heartbeat(), verifier, parsed.heartbeat().operator()).isPresent())
                .map(parsed -> Node.of(parsed.heartbeat()));
    }

    void publishSeen(SeenNodes seen) {
        rules.zone().flatMap(HeartbeatNames::seen).ifPresent(name -> publishSeen(name, seen));
    }

    private void publishSeen(OwnerName name, SeenNodes seen) {
        Instant now = time.now();
        Map<TxtValue, Node> chosen = chosen(seen, now);
        List<Change> changes = new ArrayList<>();
        publishedSeen.orElseGet(() -> outdated(name, chosen, now)).stream().filter(value -> !chosen.containsKey(value))
                .forEach(value -> changes.add(new Change.DeleteValue(name, value)));
        chosen.keySet().forEach(value -> changes.add(adding(name, value)));
        if (!changes.isEmpty()) {
            records.commit(UpdateBatch.unconditional(changes, now));
        }
        publishedSeen = Optional.of(Set.copyOf(chosen.keySet()));
    }

    /** Those that were heard from themselves before those that others told of, newest first, as much as one answer bears. */
    private Map<TxtValue, Node> chosen(SeenNodes seen, Instant now) {
        Map<TxtValue, Node> chosen = new HashMap<>();
        int octets = 0;
        for (Seen node : seen.newest(Integer.MAX_VALUE, now).stream().sorted(Comparator.comparing(Seen::direct).reversed()).toList()) {
            TxtValue value = TxtValue.of(node.heartbeat().text());
            octets += value.rdataLength();
            if (chosen.size() == MOST_SEEN || octets > MOST_OCTETS) {
                break;
            }
            chosen.put(value, Node.of(node.heartbeat().record()));
        }
        return chosen;
    }

    /** Of an earlier process of this node: its own, and older words of those who are told of now. */
    private Set<TxtValue> outdated(OwnerName name, Map<TxtValue, Node> chosen, Instant now) {
        Set<TxtValue> outdated = new LinkedHashSet<>();
        records.liveAt(name, now).forEach(row -> node(row.value()).filter(node -> node.equals(self) || chosen.containsValue(node))
                .ifPresent(node -> outdated.add(row.value())));
        return outdated;
    }

    void withdraw() {
        rules.zone().flatMap(HeartbeatNames::own).ifPresent(name -> published.ifPresent(value ->
                records.commit(UpdateBatch.unconditional(List.of(new Change.DeleteValue(name, value)), time.now()))));
    }

    private Change adding(OwnerName name, TxtValue value) {
        return new Change.Add(name, value, new TimeToLive(rules.lifetime().toSeconds()), Change.WhenFull.REFUSE);
    }
}
