package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.FoundIdentity;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FetchIdentity;
import dev.dnsmesh.domain.name.UserAddress;
import dev.dnsmesh.domain.record.identity.Identity;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds an identity and pins it where that is asked for. */
public final class FetchIdentityUseCase implements FetchIdentity {
    private static final Pattern FINGERPRINT = Pattern.compile("\\s*[0-9a-fA-F]{16}\\s*");

    private final Configuration configuration;
    private final IdentityDirectory directory;
    private final Pinning pinning;

    public FetchIdentityUseCase(Configuration configuration, IdentityDirectory directory, Pinning pinning) {
        this.configuration = configuration;
        this.directory = directory;
        this.pinning = pinning;
    }

    @Override
    public ClientResult<Fetched> fetch(Order order) {
        if (order.fingerprint().isPresent() && !FINGERPRINT.matcher(order.fingerprint().get()).matches()) {
            return ClientFailure.of(ClientErrorCode.USAGE, "a fingerprint has 16 hex digits").<Fetched>result();
        }
        if (order.replace() && !order.add()) {
            return ClientFailure.of(ClientErrorCode.USAGE, "--replace goes with --add").<Fetched>result();
        }
        return configuration.load()
                .then(settings -> directory.fetch(order.name(), order.domain().orElseGet(settings::ownZone), order.fingerprint()))
                .then(found -> order.add() ? pinned(found, order) : ClientResult.done(fetched(found, Optional.empty())));
    }

    private ClientResult<Fetched> pinned(FoundIdentity found, Order order) {
        Optional<UserAddress> other = found.address().filter(address -> !address.user().equals(found.identity().username()));
        if (other.isPresent()) {
            return ClientFailure.of(ClientErrorCode.NOT_VERIFIED, "the identity at " + found.name() + " is of the user '"
                    + found.identity().displayName() + "', not '" + other.get().user() + "'; nothing was pinned")
                    .with("username", found.identity().displayName()).<Fetched>result();
        }
        return pinning.pin(found, order).map(pinned -> fetched(found, Optional.of(pinned)));
    }

    private static Fetched fetched(FoundIdentity found, Optional<Pinned> pinned) {
        Identity identity = found.identity();
        return new Fetched(identity.displayName(), found.shownAddress(), identity.encryptionKey(), identity.signingKey(),
                identity.issuedAt().seconds(), found.name().text(), identity.fingerprint(), pinned);
    }
}
