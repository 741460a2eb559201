package dev.dnsmesh.domain.message;

import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the identity of a canonical address for the envelope: whether to send one, and whether to believe one (client.md 3.5). */
public final class IdentityLookup {
    private final SignatureVerifier verifier;

    public IdentityLookup(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Where the identity may lie: at the host itself, then under the hash of the user name and of every other spelling of it.
     * Names that would be too long are left out.
     */
    public static Set<OwnerName> names(CanonicalAddress address, Collection<String> otherSpellings) {
        Set<OwnerName> names = new LinkedHashSet<>();
        OwnerName.parse(address.host()).ifPresent(host -> {
            RelativeName.IDENTITY_ANCHOR.under(host).ifPresent(names::add);
            RelativeName.identityOf(address.local()).under(host).ifPresent(names::add);
            otherSpellings.forEach(spelling -> RelativeName.identityOf(spelling).under(host).ifPresent(names::add));
        });
        return names;
    }

    /** The verifying identities among the values at such a name that have the address's user name, in any case of letters. */
    public List<Identity> matching(CanonicalAddress address, List<TxtValue> values) {
        return values.stream().map(TxtValue::text).flatMap(Optional::stream)
                .map(ParsedIdentity::parse).flatMap(Optional::stream)
                .filter(parsed -> Ascii.lowerCased(parsed.identity().username()).equals(address.local()))
                .map(parsed -> parsed.verify(verifier)).flatMap(Optional::stream)
                .map(Verified::record).toList();
    }

    /** The newest of those that are whom we know reads envelopes; without one nothing is known, and none is sent. */
    public static boolean readsEnvelopes(Collection<Identity> found, Predicate<Identity> known) {
        return found.stream().filter(known).max(Comparator.comparing(Identity::issuedAt))
                .filter(identity -> identity.versions().contains(MessageVersions.ENVELOPE)).isPresent();
    }
}
