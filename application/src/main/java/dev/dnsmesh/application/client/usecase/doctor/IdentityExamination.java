package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether others find the identity, and whether they can write with forward secrecy. Needs no passphrase. */
public final class IdentityExamination implements Examination {
    private static final int FEW_PREKEYS = 10;

    private final TxtResolver resolver;
    private final SignatureVerifier verifier;
    private final Supplier<ClientState> state;
    private final TimeSource time;

    public IdentityExamination(TxtResolver resolver, SignatureVerifier verifier, Supplier<ClientState> state, TimeSource time) {
        this.resolver = resolver;
        this.verifier = verifier;
        this.state = state;
        this.time = time;
    }

    @Override
    public List<Check> of(ClientSettings settings) {
        List<Check> checks = new ArrayList<>();
        switch (OwnNames.of(settings)) {
            case ClientResult.Done<OwnNames>(var names) -> checks.add(published(names, settings.identity().verifyPubkey()));
            case ClientResult.Failed<OwnNames>(var failure) -> checks.add(Check.fail("identity", failure.message()));
        }
        checks.add(prekeys());
        return checks;
    }

    private Check published(OwnNames names, String noted) {
        return switch (resolver.lookup(names.identity())) {
            case Lookup.Unreachable(var why) -> Check.fail("identity", "cannot look up " + names.identity() + ": " + why);
            case Lookup.Absent _ -> Check.warn("identity", names.address() + " is not published; do it with: dnsmesh identity publish");
            case Lookup.Found(var values) -> judged(names, noted.trim().toLowerCase(Locale.ROOT), identities(values));
        };
    }

    private static Check judged(OwnNames names, String noted, List<Identity> identities) {
        List<Identity> own = identities.stream().filter(identity -> identity.signingKey().hex().equals(noted)).toList();
        if (noted.isEmpty() && !identities.isEmpty()) {
            return Check.warn("identity", names.address() + " is published, by whom is not known before the first passphrase here");
        }
        if (own.isEmpty()) {
            return Check.warn("identity", names.identity() + " does not hold your identity; publish it with: dnsmesh identity publish");
        }
        return own.size() == identities.size() ? Check.pass("identity", names.address() + " is published")
                : Check.warn("identity", names.identity() + " holds an identity with other keys beside yours: who fetches it has to"
                        + " choose by fingerprint");
    }

    private List<Identity> identities(List<TxtValue> values) {
        return values.stream().map(TxtValue::text).flatMap(Optional::stream).map(ParsedIdentity::parse).flatMap(Optional::stream)
                .map(parsed -> parsed.verify(verifier)).flatMap(Optional::stream).map(Verified::record).toList();
    }

    private Check prekeys() {
        try {
            long live = state.get().prekeys().stream()
                    .filter(prekey -> prekey.wire().isPresent() && prekey.expiresAt().isAfter(time.now())).count();
            return live >= FEW_PREKEYS ? Check.pass("prekeys", live + " live prekeys")
                    : Check.warn("prekeys", (live == 0 ? "no live prekeys: nobody can write to you with forward secrecy"
                            : "only " + live + " live prekeys") + "; make more with: dnsmesh identity refresh-prekeys");
        } catch (StorageUnavailable | StorageCorrupt broken) {
            return Check.fail("prekeys", "the local state cannot be read: " + broken.getMessage());
        }
    }
}
