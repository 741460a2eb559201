package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.KeyDeriving;
import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.PassphraseSource;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.RotateIdentity;
import dev.dnsmesh.application.client.port.out.Consent;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.record.TimeLimits;
import java.util.ArrayList;
import java.util.List;

/** Derives both keys, asks, publishes, changes the configuration over. */
public final class RotateIdentityUseCase implements RotateIdentity {
    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final PassphraseSource passphrases;
    private final KeyDeriving deriving;
    private final RotationPublishing publishing;
    private final Consent consent;
    private final TimeSource time;

    public RotateIdentityUseCase(Configuration configuration, IdentityUnlocking unlocking, PassphraseSource passphrases,
                                 KeyDeriving deriving, RotationPublishing publishing, Consent consent, TimeSource time) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.passphrases = passphrases;
        this.deriving = deriving;
        this.publishing = publishing;
        this.consent = consent;
        this.time = time;
    }

    @Override
    public ClientResult<Rotated> rotate(Order order) {
        if (order.ttlSeconds() < 1 || order.ttlSeconds() > TimeToLive.MAX_SECONDS
                || order.lifeSeconds() < 1 || order.lifeSeconds() > TimeLimits.LONG_LIVED.toSeconds()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "a TTL has 1 to " + TimeToLive.MAX_SECONDS
                    + " seconds, and a rotation lives 1 to " + TimeLimits.LONG_LIVED.toSeconds());
        }
        return configuration.load().then(settings -> OwnNames.of(settings).then(names -> unlocking.unlock(settings)
                .then(old -> passphrases.next(order.newPassphraseFile())
                        .then(passphrase -> deriving.derive(passphrase, settings.identity())
                                .then(fresh -> handOver(new Handover(settings, names, old, fresh), passphrase, order))))));
    }

    private ClientResult<Rotated> handOver(Handover handover, Secret passphrase, Order order) {
        if (handover.old().signingKey().equals(handover.fresh().signingKey())) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "the new passphrase derives the same key as the present one");
        }
        if (!order.assumeYes() && !consent.given("Rotate " + handover.names().address() + " from "
                + handover.old().signingKey().hex() + " to " + handover.fresh().signingKey().hex() + "? [y/N] ")) {
            return ClientResult.failed(ClientErrorCode.DECLINED, "not rotated");
        }
        return publishing.publish(handover, order, time.now()).map(published -> {
            boolean swap = order.assumeYes() && order.newPassphraseFile().isPresent();
            List<String> warnings = new ArrayList<>(published.warnings());
            boolean swapped = swap && swapped(handover, order, warnings);
            boolean stale = swapped && passphrases.environmentDiffersFrom(passphrase);
            if (stale) {
                warnings.add("DMP_PASSPHRASE still holds the old passphrase; unset it before the next command");
            }
            return new Rotated(handover.names().address(), handover.old().signingKey(), handover.fresh().signingKey(),
                    published.sequence(), published.revoked(), swapped, stale, warnings);
        });
    }

    private boolean swapped(Handover handover, Order order, List<String> warnings) {
        ClientResult<ClientSettings> saved = configuration.change(now -> now.withIdentity(new IdentityKeys(
                now.identity().kdfSalt(), handover.fresh().signingKey().hex(), order.newPassphraseFile()))
                .withOurs(now.ours().withIdentityTtl((int) order.ttlSeconds())));
        return switch (saved) {
            case ClientResult.Done<ClientSettings> _ -> true;
            case ClientResult.Failed<ClientSettings>(var failure) -> {
                warnings.add("the configuration still holds the old key: " + failure.message());
                yield false;
            }
        };
    }

    /** From whom to whom. */
    record Handover(ClientSettings settings, OwnNames names, UnlockedIdentity old, UnlockedIdentity fresh) {
    }
}
