package dev.dnsmesh.application.client.usecase.message;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.port.in.CheckPublished;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.sending.Recipient;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.receiving.ChunkCollector;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.manifest.Manifest;
import dev.dnsmesh.domain.record.manifest.ParsedManifest;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks the recipient's slots in the own zone, then asks for every chunk of the manifests that are ours. */
public final class CheckPublishedUseCase implements CheckPublished {
    private final Configuration configuration;
    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final BlockCode blockCode;
    private final TimeSource time;

    public CheckPublishedUseCase(Configuration configuration, TxtResolver resolver, SignatureVerifier verifier, BlockCode blockCode,
                                 TimeSource time) {
        this.configuration = configuration;
        this.resolver = resolver;
        this.verifier = verifier;
        this.blockCode = blockCode;
        this.time = time;
    }

    @Override
    public ClientResult<List<Published>> check(String recipient) {
        return configuration.load().then(settings -> Recipient.of(recipient, settings).then(to -> OwnNames.of(settings).then(names ->
                Ed25519PublicKey.fromHex(settings.identity().verifyPubkey().trim())
                        .map(own -> check(names.zone(), to.id(), own)).orElseGet(() -> ClientResult.done(List.of())))));
    }

    private ClientResult<List<Published>> check(OwnerName zone, UserId recipient, Ed25519PublicKey own) {
        PassLookups lookups = new PassLookups(resolver);
        MailboxHash mailbox = MailboxHash.of(recipient);
        Collection<Lookup> slots = lookups.all(SlotNumber.all().stream().map(slot -> RelativeName.slot(slot, mailbox).under(zone))
                .flatMap(Optional::stream).toList()).values();
        if (lookups.answers() == 0) {
            return ClientResult.failed(ClientErrorCode.UNREACHABLE, "no resolver answered, so what is published is not known; "
                    + "check the connection, or see: dnsmesh resolvers discover");
        }
        Instant now = time.now();
        return ClientResult.done(slots.stream().flatMap(slot -> PassLookups.values(slot).stream())
                .flatMap((TxtValue value) -> manifest(value, recipient, own, now).stream())
                .sorted(Comparator.comparing(Manifest::sentAt).thenComparing(Manifest::message))
                .map(manifest -> published(manifest, zone, lookups)).toList());
    }

    private Optional<Manifest> manifest(TxtValue value, UserId recipient, Ed25519PublicKey own, Instant now) {
        return value.text().flatMap(ParsedManifest::parse)
                .filter(parsed -> parsed.manifest().sender().equals(own) && parsed.manifest().recipient().equals(recipient)
                        && !parsed.manifest().isExpired(now) && parsed.manifest().isDeliverable())
                .flatMap(parsed -> parsed.verify(verifier, now)).map(Verified::record);
    }

    private Published published(Manifest manifest, OwnerName zone, PassLookups lookups) {
        ChunkCollector chunks = new ChunkCollector(manifest, zone, blockCode);
        Map<Integer, OwnerName> names = new LinkedHashMap<>();
        for (int index = 0; index < manifest.totalChunks(); index++) {
            int chunk = index;
            chunks.name(index).ifPresent(name -> names.put(chunk, name));
        }
        Map<OwnerName, Lookup> answers = lookups.all(names.values());
        names.forEach((index, name) -> chunks.answer(index, PassLookups.values(answers.get(name))));
        int unanswered = (int) answers.values().stream().filter(Lookup.Unreachable.class::isInstance).count();
        return new Published(manifest.message(), manifest.sentAt().instant(), manifest.expiresAt().instant(), manifest.dataChunks(),
                manifest.totalChunks(), chunks.held(), unanswered);
    }
}
