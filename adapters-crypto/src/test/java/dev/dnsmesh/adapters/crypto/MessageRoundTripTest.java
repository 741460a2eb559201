package dev.dnsmesh.adapters.crypto;

import static dev.dnsmesh.adapters.crypto.MessageVectors.AGREEMENT;
import static dev.dnsmesh.adapters.crypto.MessageVectors.BLOCK_CODE;
import static dev.dnsmesh.adapters.crypto.MessageVectors.CIPHER;
import static dev.dnsmesh.adapters.crypto.RecordVectors.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.crypto.X25519PrivateKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.Envelope;
import dev.dnsmesh.domain.message.IdentityLookup;
import dev.dnsmesh.domain.message.OuterMessage;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.receiving.ChunkCollector;
import dev.dnsmesh.domain.receiving.ManifestGate;
import dev.dnsmesh.domain.receiving.ManifestGate.Judgement;
import dev.dnsmesh.domain.receiving.MessageOpener;
import dev.dnsmesh.domain.receiving.MessageOpener.Failure;
import dev.dnsmesh.domain.receiving.MessageOpener.Opening;
import dev.dnsmesh.domain.receiving.OpenedMessage;
import dev.dnsmesh.domain.receiving.OpenedMessage.Authorship;
import dev.dnsmesh.domain.receiving.RecipientKeys;
import dev.dnsmesh.domain.receiving.SignerPolicy;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.record.prekey.Prekey;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.sending.EncryptionKey;
import dev.dnsmesh.domain.sending.Freshness;
import dev.dnsmesh.domain.sending.MessageSender;
import dev.dnsmesh.domain.sending.MessageSender.Planning;
import dev.dnsmesh.domain.sending.Publication;
import dev.dnsmesh.domain.sending.SendPlan;
import dev.dnsmesh.domain.sending.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A message from one end to the other, with the keys of records.md appendix A. */
class MessageRoundTripTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final OwnerName ZONE = new OwnerName("mesh.test");
    private static final TimeToLive TTL = new TimeToLive(300);
    private static final X25519PrivateKey ALICE =
            X25519PrivateKey.fromHex("e79aa0f1f52113b64d3a5c767fcb8612fbbfa8ba4c8ced81fff2545296be148b").orElseThrow();
    private static final X25519PrivateKey BOB = key("spec/bob");
    private static final X25519PrivateKey BOBS_PREKEY = key("spec/prekey");
    private static final PrekeyId PREKEY_ID = new PrekeyId(0x01020304);
    private static final MessageId MESSAGE = MessageId.fromHex("00112233445566778899aabbccddeeff").orElseThrow();
    private static final Freshness FRESH = new Freshness(MESSAGE, key("spec/ephemeral"),
            Octets.fromHex("000102030405060708090a0b").orElseThrow());
    private static final EncryptionKey TO_PREKEY =
            new EncryptionKey(PREKEY_ID, AGREEMENT.publicKey(BOBS_PREKEY), true);
    private static final CanonicalAddress ALICES_ADDRESS = new CanonicalAddress("alice", "mesh.test");
    private static final Octets TEXT = Envelope.wrap(ALICES_ADDRESS, Octets.utf8("hello bob"));
    private static final UserId BOBS_ID = UserId.of(AGREEMENT.publicKey(BOB));
    private static final MessageSender SENDER = new MessageSender(CIPHER, BLOCK_CODE);
    private static final MessageOpener OPENER = new MessageOpener(CIPHER);

    private static final RecipientKeys BOBS_KEYS = new RecipientKeys() {
        @Override
        public X25519PrivateKey longTerm() {
            return BOB;
        }

        @Override
        public Optional<X25519PrivateKey> prekey(PrekeyId id, Instant now) {
            return id.equals(PREKEY_ID) ? Optional.of(BOBS_PREKEY) : Optional.empty();
        }
    };

    @Test
    void the_message_of_appendix_a3_comes_out_to_the_octet() {
        SendPlan plan = planned(TEXT);
        Octets outer = new OuterMessage(plan.header(), plan.encrypted().octets()).octets();
        assertThat(plan.encrypted().ephemeral().hex())
                .isEqualTo("43c7a09118697c9813c1e9f4b1c7d4df0f73763707b0148b126adc42a750760a");
        assertThat(Sha256.of(plan.header().associatedData(PREKEY_ID)).hex())
                .isEqualTo("e073b2ddcfb48ab7e53f572f9d8df0e6faf5feb2054f62ec5cc129d0fd2ed55b");
        assertThat(outer.length()).isEqualTo(402);
        assertThat(Sha256.of(outer).hex())
                .isEqualTo("2cb341b9ba063fe503c0f3f7be9961b5ceae411c5d62c5eb37a10d321444cbd8");
        assertThat(plan.manifest().chunkHashes().getLast().hex())
                .isEqualTo("3156b30ae76ae34761f9a2970199f905d405f3b197436ee482d05059a0ab08a4");
        assertThat(plan.chunks()).hasSize(6);
        assertThat(plan.chunks().getLast().owner().text()).isEqualTo("chunk-0005-60b3bb4aec8c.mesh.test");
        assertThat(text(plan.chunks().getLast())).isEqualTo("v=dmp1;t=chunk;d=Z4B0dSX30dg6/H5tA7ySNHUqZu+vkkD+ZC6L1fT5"
                + "GSve7xPpmWqJWvXMLo3fItKkzqqS+2C6e1zbk4Sr2Cpu91lZ6rAIWhn680GlE7osG2ny+1nN42g8oiNeo5LHTBVrPxasyTSdLaT"
                + "WHFNI0uI81/5aOuL1ONz4tkRwEvjL33pH30M19tt8BiEpMxD/kMf79nZlSR4ny+X5rrldLyhyTHj0zi+e4mb8");
        assertThat(plan.manifestInSlot().owner().text()).isEqualTo("slot-7.mb-1137528cad4f.mesh.test");
        assertThat(text(plan.manifestInSlot())).hasSize(508).startsWith("v=dmp1;t=manifest;d=ABEiM0RVZneImaq7zN3u/7k9")
                .endsWith("gctTt3ayQxJHxUjhCg==");
        assertThat(text(plan.claimIn(new OwnerName("claims.test"), NOW).orElseThrow()))
                .startsWith("v=dmp1;t=claim;RE1QQ0wwMQARIjNEVWZ3iJmqu8zd7v+5Peuzm+jgTiT4Ri1sQdfDrwhExgFO8tq2cUIx99Hvg")
                .endsWith("ivYeduFsaAM=");
    }

    @Property(tries = 40)
    void any_text_arrives_with_as_many_chunks_lost_as_there_is_parity(
            @ForAll @IntRange(max = 24_724) int length, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        SendPlan plan = planned(Octets.of(noise));
        List<Integer> lost = random.ints(0, plan.rate().n()).distinct().limit(plan.rate().n() - plan.rate().k())
                .boxed().toList();
        assertThat(opened(plan, lost).envelope().body()).isEqualTo(Octets.of(noise));
    }

    @Test
    void a_prekey_gives_forward_secrecy_and_the_long_term_key_does_not() {
        assertThat(opened(planned(TEXT), List.of()).envelope().claimedFrom()).contains(ALICES_ADDRESS);
        SendPlan plain = plan(EncryptionKey.longTerm(AGREEMENT.publicKey(BOB)), TEXT, ZONE, TTL);
        assertThat(opened(plain, List.of()).envelope().body()).isEqualTo(Octets.utf8("hello bob"));
        assertThat(plain.key().isForwardSecret()).isFalse();
        assertThat(planned(TEXT).key().isForwardSecret()).isTrue();
    }

    @Test
    void what_cannot_be_sent_is_refused_before_anything_is_published() {
        assertThat(planning(TO_PREKEY, Octets.of(new byte[24_725]), ZONE, TTL))
                .isEqualTo(new Planning.TooLong(24_725, 24_724));
        X25519PublicKey zero = new X25519PublicKey(Octets.of(new byte[32]));
        assertThat(planning(EncryptionKey.longTerm(zero), TEXT, ZONE, TTL)).isEqualTo(new Planning.UnusableKey(zero));
        OwnerName longZone = new OwnerName(("z".repeat(60) + ".").repeat(3) + "z".repeat(60));
        assertThat(planning(TO_PREKEY, TEXT, longZone, TTL)).isEqualTo(new Planning.ZoneTooLong(longZone));
        assertThat(planning(TO_PREKEY, TEXT, ZONE, new TimeToLive(2_592_001))).isInstanceOf(Planning.KeptTooLong.class);
    }

    @Test
    void a_zone_of_more_than_43_octets_cannot_be_claimed() {
        OwnerName zone = new OwnerName("z".repeat(40) + ".com");
        assertThat(plan(TO_PREKEY, TEXT, zone, TTL).claimIn(ZONE, NOW)).isEmpty();
    }

    @Test
    void chunks_signed_anew_by_somebody_else_are_not_delivered_as_hers() {
        SendPlan alices = planned(TEXT);
        Manifest stolen = new Manifest(MESSAGE, signer(BOBS_PREKEY).publicKey(), BOBS_ID, alices.rate().n(),
                alices.rate().k(), PREKEY_ID, alices.manifest().sentAt(), alices.manifest().expiresAt(),
                alices.manifest().chunkHashes());
        Octets outer = new OuterMessage(alices.header(), alices.encrypted().octets()).octets();
        UserId thief = UserId.of(AGREEMENT.publicKey(BOBS_PREKEY));
        assertThat(OPENER.open(stolen, outer, BOBS_KEYS, Set.of(thief), NOW))
                .isEqualTo(new Opening.Failed(Failure.FORGED_SENDER));

        OpenedMessage unknown = opened(OPENER.open(stolen, outer, BOBS_KEYS, Set.of(), NOW));
        assertThat(unknown.senderKnown()).isFalse();
        assertThat(unknown.authorship(List.of(identity("alice", BOBS_PREKEY, 1, MessageVersions.PLAIN))))
                .isEqualTo(new Authorship.Forged());
        assertThat(unknown.authorship(List.of(identity("alice", ALICE, 1, MessageVersions.PLAIN))))
                .isEqualTo(new Authorship.Unconfirmed());
    }

    @Test
    void the_claimed_address_is_believed_when_its_identity_has_both_keys() {
        assertThat(opened(planned(TEXT), List.of())
                .authorship(List.of(identity("Alice", ALICE, 1, MessageVersions.PLAIN))))
                .isEqualTo(new Authorship.Confirmed(ALICES_ADDRESS));
    }

    @Test
    void a_message_that_came_too_late_or_without_its_prekey_fails() {
        SendPlan plan = planned(TEXT);
        Octets outer = new OuterMessage(plan.header(), plan.encrypted().octets()).octets();
        assertThat(OPENER.open(plan.manifest(), outer, BOBS_KEYS, Set.of(), NOW.plusSeconds(301)))
                .isEqualTo(new Opening.Failed(Failure.EXPIRED));
        SendPlan other = plan(new EncryptionKey(new PrekeyId(5), TO_PREKEY.key(), true), TEXT, ZONE, TTL);
        assertThat(OPENER.open(other.manifest(), new OuterMessage(other.header(), other.encrypted().octets()).octets(),
                BOBS_KEYS, Set.of(), NOW)).isEqualTo(new Opening.Failed(Failure.NO_KEY));
        assertThat(OPENER.open(plan.manifest(), Octets.EMPTY, BOBS_KEYS, Set.of(), NOW))
                .isEqualTo(new Opening.Failed(Failure.MALFORMED));
    }

    @Test
    void a_prekey_that_lives_as_long_as_the_message_is_preferred_and_else_the_longest_lived() {
        TxtValue early = prekey(1, 100);
        TxtValue later = prekey(2, 200);
        TxtValue lasting = prekey(3, 300);
        TxtValue foreign = TxtValue.of(new Prekey(new PrekeyId(4), TO_PREKEY.key(), at(9_000))
                .sign(signer(ALICE)).signed().orElseThrow());
        TxtValue expired = prekey(5, -1);
        assertThat(picked(early, lasting, later, foreign, expired)).contains(
                new EncryptionKey(new PrekeyId(3), TO_PREKEY.key(), true));
        assertThat(picked(early, later, foreign, expired)).contains(
                new EncryptionKey(new PrekeyId(2), TO_PREKEY.key(), false));
        assertThat(picked(foreign, expired, TxtValue.of("junk"))).isEmpty();
    }

    @Test
    void every_lasting_prekey_may_be_picked() {
        List<TxtValue> pool = IntStream.rangeClosed(1, 4).mapToObj(id -> prekey(id, 9_000)).toList();
        Random random = new Random(7);
        assertThat(IntStream.range(0, 100).mapToObj(i -> EncryptionKey.pick(pool, signer(BOB).publicKey(), at(300), NOW,
                VERIFIER, random::nextBytes).orElseThrow().prekey().value()).distinct()).hasSize(4);
    }

    @Test
    void the_newest_identity_says_whether_envelopes_are_read() {
        List<Identity> found = List.of(identity("bob", BOB, 1, MessageVersions.PLAIN),
                identity("bob", BOB, 3, MessageVersions.PLAIN_AND_ENVELOPE),
                identity("bob", BOB, 2, MessageVersions.PLAIN),
                identity("bob", ALICE, 9, MessageVersions.PLAIN));
        assertThat(IdentityLookup.readsEnvelopes(found, i -> i.signingKey().equals(signer(BOB).publicKey()))).isTrue();
        assertThat(IdentityLookup.readsEnvelopes(found, i -> i.signingKey().equals(signer(ALICE).publicKey()))).isFalse();
        assertThat(IdentityLookup.readsEnvelopes(List.of(), i -> true)).isFalse();
    }

    private static Optional<EncryptionKey> picked(TxtValue... values) {
        return EncryptionKey.pick(List.of(values), signer(BOB).publicKey(), at(300), NOW, VERIFIER,
                target -> target[0] = 1);
    }

    private static TxtValue prekey(int id, long secondsLeft) {
        return TxtValue.of(new Prekey(new PrekeyId(id), TO_PREKEY.key(), at(secondsLeft))
                .sign(signer(BOB)).signed().orElseThrow());
    }

    private static UnixTime at(long secondsFromNow) {
        return UnixTime.of(NOW.plusSeconds(secondsFromNow));
    }

    private static Identity identity(String username, X25519PrivateKey key, long issued, MessageVersions versions) {
        return new Identity(username, AGREEMENT.publicKey(key), signer(key).publicKey(), at(issued), versions);
    }

    private static OpenedMessage opened(SendPlan plan, List<Integer> lost) {
        ManifestGate gate = new ManifestGate(VERIFIER, BOBS_ID);
        SignerPolicy anyone = new SignerPolicy(ZONE, List.of(), true);
        Manifest manifest = plan.manifest();
        assertThat(gate.judge(plan.manifestInSlot().value(), ZONE, anyone, NOW))
                .isEqualTo(new Judgement.ForUs(manifest, new SignerPolicy.Verdict.FirstContact()));
        ChunkCollector chunks = new ChunkCollector(manifest, ZONE, BLOCK_CODE);
        for (List<Integer> next = chunks.next(); !next.isEmpty(); next = chunks.next()) {
            for (int index : next) {
                assertThat(chunks.name(index)).contains(plan.chunks().get(index).owner());
                chunks.answer(index, lost.contains(index) ? List.of() : List.of(plan.chunks().get(index).value()));
            }
        }
        return opened(OPENER.open(manifest, chunks.message().orElseThrow(), BOBS_KEYS,
                Set.of(UserId.of(AGREEMENT.publicKey(ALICE))), NOW));
    }

    private static OpenedMessage opened(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).message();
    }

    private static SendPlan planned(Octets plaintext) {
        return plan(TO_PREKEY, plaintext, ZONE, TTL);
    }

    private static SendPlan plan(EncryptionKey key, Octets plaintext, OwnerName zone, TimeToLive ttl) {
        Planning planning = planning(key, plaintext, zone, ttl);
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return ((Planning.Planned) planning).plan();
    }

    private static Planning planning(EncryptionKey key, Octets plaintext, OwnerName zone, TimeToLive ttl) {
        Sender alice = new Sender(signer(ALICE), UserId.of(AGREEMENT.publicKey(ALICE)), zone);
        return SENDER.plan(alice, BOBS_ID, key, plaintext, FRESH, ttl, NOW);
    }

    private static String text(Publication publication) {
        return publication.value().text().orElseThrow();
    }

    private static Signer signer(X25519PrivateKey key) {
        return new Ed25519SigningKeys().signer(key.ed25519Seed());
    }

    private static X25519PrivateKey key(String text) {
        return new X25519PrivateKey(Secret.of(Sha256.of(Octets.utf8(text))));
    }
}
