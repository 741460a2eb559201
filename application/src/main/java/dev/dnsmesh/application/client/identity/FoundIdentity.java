package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserAddress;
import dev.dnsmesh.domain.record.identity.Identity;
import java.util.Optional;

/**
 * An identity found under a name, the only one there that counts.
 *
 * @param address what was asked for, unless that was a bare user name
 */
public record FoundIdentity(Identity identity, OwnerName name, Optional<UserAddress> address) {
    /** {@code user@host} as asked, else the bare user name as published. */
    public String shownAddress() {
        return address.map(a -> a.user() + "@" + a.host()).orElseGet(identity::displayName);
    }
}
