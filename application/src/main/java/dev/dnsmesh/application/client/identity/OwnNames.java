package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.octets.Utf8;
import java.util.Optional;

/**
 * The names of a user (client.md 1.4). Mail and prekeys live in the own zone, identity and rotations at the identity host.
 *
 * @param zone         own zone
 * @param identityHost {@code identity_domain}, else the own zone
 * @param anchored     there is an {@code identity_domain}
 */
public record OwnNames(String username, OwnerName zone, OwnerName identityHost, boolean anchored) {
    private static final int MAX_USERNAME = 64;

    /** Fails with {@code bad_config} where the settings give no names. */
    public static ClientResult<OwnNames> of(ClientSettings settings) {
        if (!Utf8.fits(settings.username(), 1, MAX_USERNAME)) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                    "username must have 1 to 64 octets of UTF-8; set it with: dnsmesh config set username NAME");
        }
        Optional<OwnerName> zone = zone(settings.ownZone());
        Optional<OwnerName> host = zone(settings.identityHost());
        if (zone.isEmpty() || host.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "'" + (zone.isEmpty() ? settings.ownZone() : settings.identityHost())
                    + "' is not a zone; set domain or identity_domain with: dnsmesh config set");
        }
        return ClientResult.done(new OwnNames(settings.username(), zone.get(), host.get(),
                !settings.home().identityDomain().isEmpty()));
    }

    /** A zone with room for the protocol's longest labels before it. */
    private static Optional<OwnerName> zone(String text) {
        return OwnerName.parse(text.trim()).filter(zone -> RelativeName.rotationOf("").under(zone).isPresent());
    }

    /** {@code username@identity host}. */
    public String address() {
        return username + "@" + identityHost.text();
    }

    public OwnerName identity() {
        return name(anchored ? RelativeName.IDENTITY_ANCHOR : RelativeName.identityOf(username), identityHost);
    }

    public OwnerName rotation() {
        return name(anchored ? RelativeName.ROTATION_ANCHOR : RelativeName.rotationOf(username), identityHost);
    }

    public OwnerName prekeys() {
        return name(RelativeName.prekeysOf(username), zone);
    }

    private static OwnerName name(RelativeName relative, OwnerName zone) {
        return relative.under(zone).orElseThrow(() -> new IllegalStateException("a zone without room for " + relative));
    }
}
