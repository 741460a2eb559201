package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.FoundIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Order;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Pinned;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Pinned.How;
import dev.dnsmesh.application.client.port.out.Consent;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.name.UserAddress;
import dev.dnsmesh.domain.record.identity.Identity;
import java.util.Optional;

/** Makes a contact of a fetched identity (client.md 3.4). */
public final class Pinning {
    private final Configuration configuration;
    private final Consent consent;

    public Pinning(Configuration configuration, Consent consent) {
        this.configuration = configuration;
        this.consent = consent;
    }

    ClientResult<Pinned> pin(FoundIdentity found, Order order) {
        return configuration.load().then(settings -> {
            Plan plan = plan(settings, found, order);
            return switch (plan.pinned().how()) {
                case ALREADY_THERE -> ClientResult.done(plan.pinned());
                case ADDED, COMPLETED -> saved(plan);
                case REPLACED -> agreed(settings, plan, order) ? saved(plan) : ClientFailure.of(ClientErrorCode.DECLINED,
                        "the contact " + plan.pinned().label() + " was left as it is").<Pinned>result();
            };
        });
    }

    /** @param contact as it would be saved */
    private record Plan(Contact contact, Pinned pinned) {
    }

    private static Plan plan(ClientSettings settings, FoundIdentity found, Order order) {
        Identity identity = found.identity();
        String host = found.address().map(UserAddress::host).orElse("");
        Optional<Contact> placeholder = settings.contacts().values().stream()
                .filter(c -> c.isPlaceholder() && c.signingKey().filter(identity.signingKey()::equals).isPresent()).findFirst();
        if (placeholder.isPresent()) {
            Contact held = placeholder.get();
            return new Plan(new Contact(held.label(), Optional.of(identity.encryptionKey()), held.signingKey(),
                    host.isEmpty() ? held.domain() : host, identity.username()), new Pinned(held.label(), How.COMPLETED));
        }
        String label = found.address().map(a -> a.user() + "@" + a.host()).orElseGet(() -> order.name().trim());
        var fresh = new Contact(label, Optional.of(identity.encryptionKey()), Optional.of(identity.signingKey()),
                host.isEmpty() ? order.domain().orElse("") : host, "");
        Optional<Contact> held = Optional.ofNullable(settings.contacts().get(label));
        boolean same = held.filter(c -> c.encryptionKey().equals(fresh.encryptionKey()) && c.signingKey().equals(fresh.signingKey())).isPresent();
        How how = held.isEmpty() ? How.ADDED : order.replace() && !same ? How.REPLACED : How.ALREADY_THERE;
        return new Plan(how == How.REPLACED ? new Contact(label, fresh.encryptionKey(), fresh.signingKey(), fresh.domain(),
                held.get().remoteUsername()) : fresh, new Pinned(label, how));
    }

    /** A fingerprint that was typed has been compared: only the identity that has it is ever found. */
    private boolean agreed(ClientSettings settings, Plan plan, Order order) {
        Contact held = settings.contacts().get(plan.contact().label());
        return order.fingerprint().isPresent() || consent.given("Replace the keys of " + held.label() + ", fingerprint "
                + held.fingerprint().orElse("unknown") + ", by those with fingerprint "
                + plan.contact().fingerprint().orElse("unknown") + "? [y/N] ");
    }

    private ClientResult<Pinned> saved(Plan plan) {
        return configuration.change(settings -> settings.withContact(plan.contact())).map(_ -> plan.pinned());
    }
}
