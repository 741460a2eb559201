package dev.dnsmesh.application.client.sending;

import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Randomness;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.IdentityLookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.sending.EncryptionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a recipient has published for senders: prekeys, and whether envelopes are read (client.md 6.3, 6.4). */
public final class RecipientLookup {
    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final TimeSource time;
    private final Remarks remarks;

    public RecipientLookup(TxtResolver resolver, SignatureVerifier verifier, TimeSource time, Remarks remarks) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.time = time;
        this.remarks = remarks;
    }

    /** Every name that will be asked for this recipient. */
    public List<OwnerName> names(Recipient recipient) {
        List<OwnerName> names = new ArrayList<>(prekeys(recipient).stream().toList());
        address(recipient).ifPresent(a -> names.addAll(IdentityLookup.names(a, spellings(recipient))));
        return names;
    }

    private static Optional<OwnerName> prekeys(Recipient recipient) {
        String username = recipient.contact().protocolUsername();
        return recipient.contact().signingKey().isEmpty() || username.isEmpty() ? Optional.empty()
                : RelativeName.prekeysOf(username).under(recipient.zone());
    }

    /** A prekey where a usable one is published, else the long-term key; why not is told. */
    public EncryptionKey key(Recipient recipient, UnixTime messageExpiry, Randomness randomness) {
        Contact contact = recipient.contact();
        EncryptionKey longTerm = EncryptionKey.longTerm(recipient.key());
        Optional<OwnerName> name = prekeys(recipient);
        if (name.isEmpty()) {
            remarks.hint("not forward secret: '" + contact.label() + "' has no pinned signing key to check prekeys with");
            return longTerm;
        }
        return switch (resolver.lookup(name.get())) {
            case Lookup.Found(var values) -> EncryptionKey
                    .pick(values, contact.signingKey().orElseThrow(), messageExpiry, time.now(), verifier, randomness)
                    .map(key -> remarked(key, contact)).orElseGet(() -> without(longTerm, contact, "no usable prekey at " + name.get()));
            case Lookup.Absent _ -> without(longTerm, contact, "no prekeys at " + name.get());
            case Lookup.Unreachable(var why) -> {
                remarks.warning("not forward secret: the prekeys of '" + contact.label() + "' cannot be looked up: " + why);
                yield longTerm;
            }
        };
    }

    private EncryptionKey remarked(EncryptionKey key, Contact contact) {
        if (!key.outlivesMessage()) {
            remarks.hint("every prekey of '" + contact.label() + "' ends before the message does: it must be fetched early");
        }
        return key;
    }

    private EncryptionKey without(EncryptionKey longTerm, Contact contact, String why) {
        remarks.hint("not forward secret: " + why + "; ask '" + contact.label() + "' to run: dnsmesh identity refresh-prekeys");
        return longTerm;
    }

    /** The identity with the pinned key advertises the envelope. */
    public boolean readsEnvelopes(Recipient recipient) {
        return address(recipient).flatMap(address -> new IdentityDirectory(resolver, verifier, time, remarks)
                        .lookup(address, identity -> isPinned(identity, recipient), spellings(recipient)))
                .filter(identity -> isPinned(identity, recipient))
                .filter(identity -> identity.versions().contains(MessageVersions.ENVELOPE)).isPresent();
    }

    private static boolean isPinned(Identity identity, Recipient recipient) {
        return recipient.contact().signingKey().map(identity.signingKey()::equals)
                .orElseGet(() -> identity.encryptionKey().equals(recipient.key()));
    }

    private static Optional<CanonicalAddress> address(Recipient recipient) {
        return CanonicalAddress.of(recipient.contact().protocolUsername() + "@" + recipient.zone().text());
    }

    private static Set<String> spellings(Recipient recipient) {
        return Set.of(recipient.contact().protocolUsername());
    }
}
