package dev.dnsmesh.adapters.crypto.property;

import dev.dnsmesh.adapters.crypto.Ed25519SigningKeys;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Ed25519Seed;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.bootstrap.Bootstrap;
import dev.dnsmesh.domain.record.bootstrap.BootstrapEntry;
import dev.dnsmesh.domain.record.claim.Claim;
import dev.dnsmesh.domain.record.claim.MailboxDomain;
import dev.dnsmesh.domain.record.cluster.ClusterManifest;
import dev.dnsmesh.domain.record.cluster.ClusterNode;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.PublicEndpoint;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.Revocation;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.Rotation;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Records of every signed type that verify at {@link #NOW}. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Signer SIGNER = signer("one");
    private static final Signer SUCCESSOR = signer("other");
    private static final Ed25519PublicKey KEY = SIGNER.publicKey();

    private Samples() {
    }

    static Arbitrary<Sample> all() {
        return Arbitraries.oneOf(
                manifests(), identities(), prekeys(), claims(), clusters(), bootstraps(), rotations(), revocations(),
                heartbeats());
    }

    private static Arbitrary<Sample> manifests() {
        return Combinators.combine(octets(16), octets(32), Arbitraries.integers().between(1, 40), octets(32).list().ofSize(40),
                        Arbitraries.longs().between(0, PrekeyId.MAX), future(), Arbitraries.longs(), Arbitraries.integers())
                .as((id, recipient, total, hashes, prekey, exp, ts, pick) -> {
                    Manifest manifest = new Manifest(new MessageId(id), KEY, new UserId(recipient), total,
                            1 + Math.floorMod(pick, total), new PrekeyId(prekey), new UnixTime(ts), exp,
                            pick % 5 == 0 ? java.util.List.of() : hashes.subList(0, total));
                    return Sample.of(RecordType.MANIFEST, manifest, manifest.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> identities() {
        Arbitrary<String> username = Arbitraries.strings().withCharRange('a', 'z').withChars("å船_.-").ofMinLength(1).ofMaxLength(21);
        Arbitrary<MessageVersions> versions = Arbitraries.integers().between(0, 255).set().ofMinSize(1).ofMaxSize(255)
                .map(numbers -> MessageVersions.of(numbers).orElseThrow());
        return Combinators.combine(username, octets(32), Arbitraries.longs(), versions)
                .as((name, key, ts, numbers) -> {
                    Identity identity = new Identity(name, new X25519PublicKey(key), KEY, new UnixTime(ts), numbers);
                    return Sample.of(RecordType.IDENTITY, identity, identity.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> prekeys() {
        return Combinators.combine(Arbitraries.longs().between(1, PrekeyId.MAX), octets(32), future())
                .as((id, key, exp) -> {
                    Prekey prekey = new Prekey(new PrekeyId(id), new X25519PublicKey(key), exp);
                    return Sample.of(RecordType.PREKEY, prekey, prekey.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> claims() {
        return Combinators.combine(octets(16), domain(), Arbitraries.integers().between(0, 9), past(), future())
                .as((id, domain, slot, ts, exp) -> {
                    Claim claim = new Claim(new MessageId(id), KEY, new MailboxDomain(domain.text()), new SlotNumber(slot), ts, exp);
                    return Sample.of(RecordType.CLAIM, claim, claim.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> clusters() {
        Arbitrary<ClusterNode> node = Combinators.combine(word(16), word(60), word(20))
                .as((id, http, dns) -> new ClusterNode(id, "https://" + http, dns.length() < 3 ? "" : dns));
        return Combinators.combine(domain(), Arbitraries.longs(), future(),
                        node.list().uniqueElements(ClusterNode::id).ofMinSize(1).ofMaxSize(5))
                .as((name, seq, exp, nodes) -> {
                    ClusterManifest manifest = new ClusterManifest(name, KEY, new SequenceNumber(seq), exp, nodes);
                    return Sample.of(RecordType.CLUSTER, manifest, manifest.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> bootstraps() {
        Arbitrary<BootstrapEntry> entry = Combinators.combine(Arbitraries.integers().between(0, 65_535), domain(), octets(32))
                .as((priority, base, key) -> new BootstrapEntry(priority, base, new Ed25519PublicKey(key)));
        return Combinators.combine(domain(), Arbitraries.longs(), future(),
                        entry.list().uniqueElements(BootstrapEntry::priority).ofMinSize(1).ofMaxSize(8))
                .as((name, seq, exp, entries) -> {
                    Bootstrap bootstrap = new Bootstrap(name, KEY, new SequenceNumber(seq), exp, entries);
                    return Sample.of(RecordType.BOOTSTRAP, bootstrap, bootstrap.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> rotations() {
        return Combinators.combine(subject(), Arbitraries.longs(), Arbitraries.longs(), future())
                .as((subject, seq, ts, exp) -> {
                    Rotation rotation = new Rotation(subject, KEY, SUCCESSOR.publicKey(), new SequenceNumber(seq), new UnixTime(ts), exp);
                    return Sample.of(RecordType.ROTATION, rotation, rotation.sign(SIGNER, SUCCESSOR));
                });
    }

    private static Arbitrary<Sample> revocations() {
        return Combinators.combine(subject(), Arbitraries.of(RevocationReason.class), past())
                .as((subject, reason, ts) -> {
                    Revocation revocation = new Revocation(subject, KEY, reason, ts);
                    return Sample.of(RecordType.REVOCATION, revocation, revocation.sign(SIGNER));
                });
    }

    private static Arbitrary<Sample> heartbeats() {
        return Combinators.combine(domain(), Arbitraries.integers().between(1, 65_535), word(32),
                        Arbitraries.integers().between(0, 65_535), domain(), future(), Arbitraries.integers().between(-300, 300))
                .as((host, port, version, capabilities, zone, exp, skew) -> {
                    UnixTime ts = UnixTime.of(NOW.plusSeconds(skew));
                    Heartbeat heartbeat = new Heartbeat(new PublicEndpoint("https://" + host + ":" + port), KEY, version,
                            capabilities, zone.text(), ts, new UnixTime(exp.seconds() + 600));
                    return Sample.of(RecordType.HEARTBEAT, heartbeat, heartbeat.sign(SIGNER));
                });
    }

    private static Arbitrary<KeySubject> subject() {
        return Combinators.combine(Arbitraries.of(SubjectType.class), word(20), domain())
                .as((type, user, domain) -> new KeySubject(type,
                        type == SubjectType.USER ? user + "@" + domain : domain.text()));
    }

    private static Arbitrary<DomainName> domain() {
        return Combinators.combine(word(15), word(15)).as((one, two) -> new DomainName(one + ".x" + two));
    }

    private static Arbitrary<String> word(int max) {
        return Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').withCharRange('0', '9')
                .ofMinLength(1).ofMaxLength(max);
    }

    private static Arbitrary<UnixTime> past() {
        return Arbitraries.longs().between(0, NOW.getEpochSecond()).map(UnixTime::new);
    }

    private static Arbitrary<UnixTime> future() {
        return Arbitraries.longs().between(1, 2_500_000).map(ahead -> UnixTime.of(NOW.plusSeconds(ahead)));
    }

    private static Arbitrary<Octets> octets(int length) {
        return Arbitraries.bytes().array(byte[].class).ofSize(length).map(Octets::of);
    }

    private static Signer signer(String name) {
        return new Ed25519SigningKeys().signer(new Ed25519Seed(Secret.of(Sha256.of(Octets.utf8(name)))));
    }
}
