package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.Registration;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeApi.Confirmation;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.registration.Challenge;
import dev.dnsmesh.domain.registration.Purpose;
import dev.dnsmesh.domain.registration.RegistrationText;
import java.util.Optional;

/** The part that both registrations share: whom, where, the challenge and the signature over it (client.md 2.1). */
public final class Ceremony {
    private static final int VERSION_1 = 1;
    private static final int VERSION_2 = 2;

    private final Configuration configuration;
    private final IdentityUnlocking unlocking;
    private final NodeApi node;
    private final Remarks remarks;

    public Ceremony(Configuration configuration, IdentityUnlocking unlocking, NodeApi node, Remarks remarks) {
        this.configuration = configuration;
        this.unlocking = unlocking;
        this.node = node;
        this.remarks = remarks;
    }

    /**
     * Ready to be confirmed.
     *
     * @param base         scheme and authority
     * @param host         of the node, without port and brackets
     * @param endpoint     of the configuration
     * @param confirmation without the X25519 pair
     */
    record Signed(String base, String host, String endpoint, Subject subject, UnlockedIdentity identity, NodeApi.Challenge challenge,
                  Challenge octets, Confirmation confirmation) {
    }

    /** Nothing reaches the node before the passphrase has passed the tripwire. */
    ClientResult<Signed> sign(Registration registration, Purpose purpose) {
        Optional<String> host = Endpoint.host(registration.node());
        if (host.isEmpty()) {
            return usage("'" + registration.node() + "' names no node");
        }
        if (!registration.scheme().equals("https") && !registration.scheme().equals("http")) {
            return ClientResult.failed(ClientErrorCode.USAGE, "--scheme is https or http, not " + registration.scheme());
        }
        String base = registration.scheme() + "://" + Endpoint.authority(registration.node());
        return configuration.load().then(settings -> subject(registration, settings)
                .then(subject -> unlocking.unlock(settings)
                        .then(identity -> RegistrationRefusals.challenge(node.challenge(base))
                                .then(challenge -> sign(new Dialled(base, host.get(), settings.home().endpoint()), subject, identity, challenge, purpose)))));
    }

    private record Dialled(String base, String host, String endpoint) {
    }

    private ClientResult<Subject> subject(Registration registration, ClientSettings settings) {
        String text = registration.subject().orElseGet(() -> settings.username() + "@" + settings.ownZone());
        Optional<Subject> subject = Subject.canonical(text);
        if (subject.isEmpty()) {
            return usage("'" + text + "' cannot be registered: a subject is a name of a-z 0-9 . _ + - and a domain of two or more labels");
        }
        if (!subject.get().local().equals(settings.username())) {
            remarks.warning("what the node grants covers names of '" + subject.get().local() + "', but records are published under "
                    + "those of '" + settings.username() + "' as it is written in the configuration; they will be refused");
        }
        return ClientResult.done(subject.get());
    }

    private ClientResult<Signed> sign(Dialled dialled, Subject subject, UnlockedIdentity identity, NodeApi.Challenge challenge,
                                      Purpose purpose) {
        Optional<Challenge> octets = Challenge.fromHex(challenge.challenge());
        if (octets.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_RESPONSE, "the node's challenge is not 64 hex digits");
        }
        if (!NodeName.agrees(challenge.node(), dialled.host())) {
            // a node that passes on another one's challenge collects a credential for that one (registration.md W11)
            return ClientFailure.of(ClientErrorCode.BAD_RESPONSE, "the node calls itself '" + challenge.node() + "', not '"
                    + dialled.host() + "'; register with the name it has").with("node", challenge.node()).<Signed>result();
        }
        boolean second = challenge.signatureVersions().contains(VERSION_2);
        var text = second ? RegistrationText.version2(octets.get(), subject, challenge.node(), purpose)
                : RegistrationText.version1(octets.get(), subject, challenge.node());
        var confirmation = new Confirmation(subject.text(), identity.signingKey().hex(), challenge.challenge(),
                identity.signer().sign(text).octets().hex(), second ? VERSION_2 : VERSION_1, Optional.empty(), Optional.empty());
        return ClientResult.done(new Signed(dialled.base(), dialled.host(), dialled.endpoint(), subject, identity, challenge, octets.get(), confirmation));
    }

    private static <T> ClientResult<T> usage(String why) {
        return ClientFailure.of(ClientErrorCode.USAGE, why).withExit(1).result();
    }
}
