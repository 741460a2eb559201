package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.message.CanonicalAddress;
import dev.dnsmesh.domain.message.IdentityLookup;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.record.rotation.KeyChain;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the identities of users in the DNS (client.md 3.2 to 3.5). */
public final class IdentityDirectory {
    private static final int KEY_DIGITS = 16;

    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final TimeSource time;
    private final Remarks remarks;

    public IdentityDirectory(TxtResolver resolver, SignatureVerifier verifier, TimeSource time, Remarks remarks) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.time = time;
        this.remarks = remarks;
    }

    /**
     * The one identity under a name (3.3), revoked and superseded ones left out.
     *
     * @param name        {@code user@host}, or a bare user name
     * @param zone        where a bare one is looked for
     * @param fingerprint the identity must have this one, in either case of letters
     */
    public ClientResult<FoundIdentity> fetch(String name, String zone, Optional<String> fingerprint) {
        return IdentityQuery.of(name, zone).then(query -> published(query)
                .then(found -> standing(query, found.identities())
                        .then(left -> chosen(left, fingerprint))
                        .map(identity -> new FoundIdentity(identity, found.name(), query.address()))));
    }

    /**
     * The newest identity of a canonical address that is {@code known}, else the newest of that user name (3.5). Names that
     * cannot be read count as empty.
     *
     * @param spellings further spellings of the user name
     */
    public Optional<Identity> lookup(CanonicalAddress address, Predicate<Identity> known, Collection<String> spellings) {
        var lookup = new IdentityLookup(verifier);
        List<Identity> seen = new ArrayList<>();
        for (OwnerName name : IdentityLookup.names(address, spellings)) {
            if (resolver.lookup(name) instanceof Lookup.Found(var values)) {
                List<Identity> matching = lookup.matching(address, values);
                Optional<Identity> best = newest(matching.stream().filter(known).toList());
                if (best.isPresent()) {
                    return best;
                }
                seen.addAll(matching);
            }
        }
        return newest(seen);
    }

    /** The verifying identities at a name, equal key pairs once with the newest time; empty where there are none. */
    public List<Identity> verifying(Collection<TxtValue> values) {
        Map<List<Object>, Identity> byKeys = new LinkedHashMap<>();
        values.stream().map(TxtValue::text).flatMap(Optional::stream)
                .map(ParsedIdentity::parse).flatMap(Optional::stream)
                .map(parsed -> parsed.verify(verifier)).flatMap(Optional::stream)
                .map(Verified::record)
                .forEach(identity -> byKeys.merge(List.of(identity.encryptionKey(), identity.signingKey()), identity,
                        (one, other) -> other.issuedAt().compareTo(one.issuedAt()) > 0 ? other : one));
        return List.copyOf(byKeys.values());
    }

    private record Published(OwnerName name, List<Identity> identities) {
    }

    /** The first candidate name that holds a verifying identity. */
    private ClientResult<Published> published(IdentityQuery query) {
        Optional<String> unreachable = Optional.empty();
        boolean anything = false;
        for (OwnerName name : query.names()) {
            switch (resolver.lookup(name)) {
                case Lookup.Found(var values) -> {
                    List<Identity> identities = verifying(values);
                    if (!identities.isEmpty()) {
                        return ClientResult.done(new Published(name, identities));
                    }
                    anything = true;
                }
                case Lookup.Absent _ -> {
                }
                case Lookup.Unreachable(var why) -> unreachable = Optional.of(why);
            }
        }
        String names = String.join(" or ", query.names().stream().map(OwnerName::text).toList());
        if (unreachable.isPresent()) {
            return ClientResult.failed(ClientErrorCode.UNREACHABLE,
                    "cannot look up " + names + ": " + unreachable.get() + "; see: dnsmesh resolvers discover");
        }
        return anything
                ? ClientResult.failed(ClientErrorCode.NOT_VERIFIED, "what is published at " + names + " is not a verifying identity")
                : ClientResult.failed(ClientErrorCode.NOT_FOUND, "no identity at " + names
                        + "; it may have expired: its owner publishes it with: dnsmesh identity publish");
    }

    /** Without revoked identities, and without superseded ones where that leaves exactly one. */
    private ClientResult<List<Identity>> standing(IdentityQuery query, List<Identity> identities) {
        KeyChain chain = chain(query);
        List<Identity> left = identities.stream().filter(identity -> !chain.isRevoked(identity.signingKey())).toList();
        if (left.isEmpty()) {
            return ClientFailure.of(ClientErrorCode.REVOKED, "the only identity there was revoked by its owner; ask for the new address")
                    .with("fingerprints", identities.stream().map(Identity::fingerprint).toList()).result();
        }
        List<Identity> current = left.stream().filter(identity -> !chain.isSuperseded(identity.signingKey())).toList();
        return ClientResult.done(left.size() > 1 && current.size() == 1 ? current : left);
    }

    private KeyChain chain(IdentityQuery query) {
        List<String> texts = new ArrayList<>();
        for (OwnerName name : query.rotations()) {
            switch (resolver.lookup(name)) {
                case Lookup.Found(var values) -> values.stream().map(TxtValue::text).flatMap(Optional::stream).forEach(texts::add);
                case Lookup.Absent _ -> {
                }
                case Lookup.Unreachable(var why) ->
                        remarks.warning("whether the identity was revoked is not known: " + name + " cannot be looked up: " + why);
            }
        }
        return query.subject().map(subject -> KeyChain.of(subject, texts, verifier, time.now())).orElse(KeyChain.EMPTY);
    }

    private static ClientResult<Identity> chosen(List<Identity> identities, Optional<String> fingerprint) {
        if (fingerprint.isPresent()) {
            String wanted = fingerprint.get().trim().toLowerCase(Locale.ROOT);
            return identities.stream().filter(identity -> identity.fingerprint().equals(wanted)).findFirst()
                    .map(ClientResult::done)
                    .orElseGet(() -> several(identities, "no identity there has the fingerprint " + wanted));
        }
        return identities.size() == 1 ? ClientResult.done(identities.getFirst())
                : several(identities, identities.size() + " identities claim this name; compare fingerprints with the owner, "
                        + "then repeat with --accept-fingerprint");
    }

    private static ClientResult<Identity> several(List<Identity> identities, String what) {
        List<Map<String, Object>> candidates = identities.stream()
                .sorted(Comparator.comparing(Identity::issuedAt).reversed()).map(IdentityDirectory::candidate).toList();
        return ClientFailure.of(ClientErrorCode.AMBIGUOUS, what).with("candidates", candidates).result();
    }

    private static Map<String, Object> candidate(Identity identity) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("fingerprint", identity.fingerprint());
        candidate.put("username", identity.displayName());
        candidate.put("public_key", identity.encryptionKey().hex().substring(0, KEY_DIGITS));
        candidate.put("signing_public_key", identity.signingKey().hex().substring(0, KEY_DIGITS));
        candidate.put("ts", identity.issuedAt().seconds());
        return candidate;
    }

    private static Optional<Identity> newest(List<Identity> identities) {
        return identities.stream().max(Comparator.comparing(Identity::issuedAt));
    }
}
