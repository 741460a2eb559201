package dev.dnsmesh.application.usecase.registration;

import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.domain.access.KeyScope;
import dev.dnsmesh.domain.access.TsigKeyName;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.WhiteSpace;
import dev.dnsmesh.domain.ownership.Actor;
import dev.dnsmesh.domain.ownership.KeyIdentity;
import dev.dnsmesh.domain.ownership.MintOutcome;
import dev.dnsmesh.domain.ownership.MintRequest;
import dev.dnsmesh.domain.ownership.Terms;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.Purpose;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Mints a TSIG key with a fresh secret of 32 octets. */
public final class RegisterTsigKeyUseCase implements RegisterTsigKey {
    private static final int SECRET_LENGTH = 32;
    private static final int PROOF_LENGTH = 32;

    private final Confirmation confirmation;
    private final PossessionProof possession;
    private final Predecessors predecessors;
    private final Optional<TsigKeyStore> keys;
    private final Supplier<RegistrationTerms> terms;
    private final RandomSource random;
    private final TimeSource time;

    /** @param keys empty: UPDATE is off, and so is this route */
    public RegisterTsigKeyUseCase(OpenChallenges challenges, SignatureVerifier verifier, PossessionProof possession,
                                  Optional<TsigKeyStore> keys, RecordStore records, Supplier<RegistrationTerms> terms,
                                  RandomSource random, TimeSource time) {
        this.confirmation = new Confirmation(challenges, verifier);
        this.possession = possession;
        this.predecessors = new Predecessors(records, verifier);
        this.keys = keys;
        this.terms = terms;
        this.random = random;
        this.time = time;
    }

    @Override
    public boolean isAvailable() {
        return keys.isPresent() && terms.get().available();
    }

    @Override
    public Outcome register(Request request) {
        RegistrationTerms now = terms.get();
        if (keys.isEmpty() || !now.available()) {
            return new Outcome.Refused(new RegistrationRefusal.Unavailable());
        }
        return switch (confirmation.check(request.fields(), Purpose.TSIG, now)) {
            case Confirmation.Checked.Failed(var refusal) -> new Outcome.Refused(refusal);
            case Confirmation.Checked.Passed(var registrant) -> switch (proven(request, registrant)) {
                case Proof.Failed(var refusal) -> new Outcome.Refused(refusal);
                case Proof.Of(var key) -> mint(keys.get(), request, registrant, key, now);
            };
        };
    }

    private sealed interface Proof {
        /** The X25519 key whose possession was proven; empty where none was given, or no proof (rule 13). */
        record Of(Optional<X25519PublicKey> key) implements Proof {
        }

        record Failed(RegistrationRefusal refusal) implements Proof {
        }
    }

    private Proof proven(Request request, Registrant registrant) {
        Optional<String> given = request.x25519Pub().filter(text -> !text.isEmpty());
        if (given.isEmpty()) {
            return new Proof.Of(Optional.empty());
        }
        Confirmation.Hex key = Confirmation.hex("x25519_pub",
                WhiteSpace.trim(given.get()), X25519PublicKey.LENGTH);
        if (key instanceof Confirmation.Hex.Bad(var refusal)) {
            return new Proof.Failed(refusal);
        }
        Optional<String> proof = request.x25519Pop().filter(text -> !text.isEmpty());
        if (proof.isEmpty()) {
            return new Proof.Of(Optional.empty());
        }
        return switch (Confirmation.hex("x25519_pop", proof.get(), PROOF_LENGTH)) {
            case Confirmation.Hex.Bad(var refusal) -> new Proof.Failed(refusal);
            case Confirmation.Hex.Value(var octets) -> check(octets, (Confirmation.Hex.Value) key, registrant);
        };
    }

    private Proof check(Octets proof, Confirmation.Hex.Value key, Registrant registrant) {
        var claimed = new X25519PublicKey(key.octets());
        return possession.holds(proof, registrant.ephemeral(), claimed, registrant.challenge(), registrant.subject())
                ? new Proof.Of(Optional.of(claimed))
                : new Proof.Failed(new RegistrationRefusal.ProofInvalid());
    }

    private Outcome mint(TsigKeyStore store, Request request, Registrant registrant, Optional<X25519PublicKey> proven,
                         RegistrationTerms policy) {
        if (policy.zone().isEmpty()) {
            return new Outcome.Refused(new RegistrationRefusal.ScopeUnderivable());
        }
        OwnerName zone = policy.zone().get();
        Optional<TsigKeyName> name = KeyScope.keyName(registrant.subject(), registrant.key(), zone);
        if (name.isEmpty()) {
            return new Outcome.Refused(new RegistrationRefusal.KeyNameTooLong());
        }
        Terms now = new Terms(time.now(), policy.hold());
        var identity = KeyIdentity.of(registrant.key(), proven,
                predecessors.of(registrant.subject(), registrant.key(), policy.zone(), now.now()));
        return switch (store.mint(new MintRequest(registrant.subject(), identity, name.get(),
                Secret.of(random.octets(SECRET_LENGTH)), new MintRequest.Scope(zone, policy.scope(), Set.of()),
                policy.lifetime().map(now.now()::plus),
                new Actor.Registrant(request.fields().client().getHostAddress()), now))) {
            case MintOutcome.Minted(var key) -> new Outcome.Granted(key, zone);
            case MintOutcome.Held _ -> new Outcome.Refused(new RegistrationRefusal.Held());
        };
    }
}
