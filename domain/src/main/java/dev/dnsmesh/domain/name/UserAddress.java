package dev.dnsmesh.domain.name;

import dev.dnsmesh.domain.octets.WhiteSpace;
import java.util.Optional;

/**
 * An address as a person types it, {@code user@host}, cut in two (records.md 3.3): case kept, nothing checked but that
 * both halves are there. The strict form of the envelope is {@code CanonicalAddress}.
 */
public record UserAddress(String user, String host) {
    /** Cut at the first {@code @}, both halves trimmed, trailing dots of the host dropped; empty where a half is. */
    public static Optional<UserAddress> parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String user = WhiteSpace.trim(text.substring(0, at));
        String host = OwnerNameText.withoutTrailingDots(WhiteSpace.trim(text.substring(at + 1)));
        return user.isEmpty() || host.isEmpty() ? Optional.empty() : Optional.of(new UserAddress(user, host));
    }
}
