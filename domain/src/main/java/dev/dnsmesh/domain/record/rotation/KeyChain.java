package dev.dnsmesh.domain.record.rotation;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verified rotations and revocations of one subject, and the walk along them (records.md 2.9). */
public final class KeyChain {
    /** Rotations that a walk follows unless told otherwise. */
    public static final int MAX_HOPS = 4;
    /** Of a subject of whom nothing is published. */
    public static final KeyChain EMPTY = new KeyChain(List.of(), Set.of());

    private final List<Rotation> rotations;
    private final Set<Ed25519PublicKey> revoked;

    private KeyChain(List<Rotation> rotations, Set<Ed25519PublicKey> revoked) {
        this.rotations = rotations;
        this.revoked = revoked;
    }

    /** Where a walk ends. */
    public sealed interface End {
        /** The subject's present key. */
        record Head(Ed25519PublicKey key) implements End {
        }

        /** The key one started from was revoked: it must not be kept. */
        record StartRevoked() implements End {
        }

        /** No answer: the key one started from stands for as long as nothing better is known. */
        record Open(Obstacle obstacle) implements End {
        }
    }

    /** Why a walk has no answer. */
    public enum Obstacle {
        NO_ROTATION, FORK, SEQUENCE_NOT_GROWING, SUCCESSOR_REVOKED, LOOP, TOO_LONG
    }

    /**
     * @param values what lies at {@link KeySubject#rotationNames}, of any kind: what is not a rotation or revocation of
     *               this subject, or does not verify, is left out
     */
    public static KeyChain of(KeySubject subject, Collection<String> values, SignatureVerifier verifier, Instant now) {
        List<Rotation> rotations = new ArrayList<>();
        Set<Ed25519PublicKey> revoked = new HashSet<>();
        for (String value : new LinkedHashSet<>(values)) {
            ParsedRotation.parse(value)
                    .filter(parsed -> parsed.rotation().subject().isSameAs(subject))
                    .flatMap(parsed -> parsed.verify(verifier, now))
                    .map(Verified::record)
                    .ifPresent(rotations::add);
            ParsedRevocation.parse(value)
                    .filter(parsed -> parsed.revocation().subject().isSameAs(subject))
                    .flatMap(parsed -> parsed.verify(verifier, now))
                    .map(parsed -> parsed.record().revokedKey())
                    .ifPresent(revoked::add);
        }
        return new KeyChain(rotations, revoked);
    }

    public boolean isRevoked(Ed25519PublicKey key) {
        return revoked.contains(key);
    }

    /** Some rotation leads away from {@code key}, wherever to. */
    public boolean isSuperseded(Ed25519PublicKey key) {
        return rotations.stream().anyMatch(rotation -> rotation.oldKey().equals(key));
    }

    /** Every key from which a walk ends at {@code head}, without it. */
    public Set<Ed25519PublicKey> predecessorsOf(Ed25519PublicKey head) {
        Set<Ed25519PublicKey> predecessors = new LinkedHashSet<>();
        for (Rotation rotation : rotations) {
            if (walk(rotation.oldKey()) instanceof End.Head(var end) && end.equals(head)) {
                predecessors.add(rotation.oldKey());
            }
        }
        return predecessors;
    }

    public End walk(Ed25519PublicKey start) {
        return walk(start, MAX_HOPS);
    }

    /** From {@code start} along at most {@code maxHops} rotations. */
    public End walk(Ed25519PublicKey start, int maxHops) {
        if (isRevoked(start)) {
            return new End.StartRevoked();
        }
        Set<Ed25519PublicKey> visited = new HashSet<>(Set.of(start));
        Ed25519PublicKey head = start;
        Optional<SequenceNumber> last = Optional.empty();
        for (int hop = 0; ; hop++) {
            List<Rotation> next = from(head);
            if (next.isEmpty()) {
                return hop == 0 ? new End.Open(Obstacle.NO_ROTATION) : new End.Head(head);
            }
            Rotation step = next.getFirst();
            Optional<Obstacle> obstacle = hop == maxHops ? Optional.of(Obstacle.TOO_LONG) : obstacle(next, last, visited);
            if (obstacle.isPresent()) {
                return new End.Open(obstacle.get());
            }
            head = step.newKey();
            visited.add(head);
            last = Optional.of(step.sequence());
        }
    }

    /** The rotations away from {@code key}, the lowest sequence number first. */
    private List<Rotation> from(Ed25519PublicKey key) {
        return rotations.stream()
                .filter(rotation -> rotation.oldKey().equals(key))
                .sorted(Comparator.comparing(Rotation::sequence))
                .toList();
    }

    private Optional<Obstacle> obstacle(
            List<Rotation> next, Optional<SequenceNumber> last, Set<Ed25519PublicKey> visited) {
        Rotation step = next.getFirst();
        if (next.stream().anyMatch(rotation -> !rotation.newKey().equals(step.newKey()))) {
            return Optional.of(Obstacle.FORK);
        }
        if (last.isPresent() && step.sequence().compareTo(last.get()) <= 0) {
            return Optional.of(Obstacle.SEQUENCE_NOT_GROWING);
        }
        if (isRevoked(step.newKey())) {
            return Optional.of(Obstacle.SUCCESSOR_REVOKED);
        }
        return visited.contains(step.newKey()) ? Optional.of(Obstacle.LOOP) : Optional.empty();
    }
}
