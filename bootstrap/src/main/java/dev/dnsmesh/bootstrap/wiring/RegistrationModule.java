package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.limit.AddressLimiter;
import dev.dnsmesh.adapters.http.route.RegistrationRoutes;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.out.ChallengeStore;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.TokenStore;
import dev.dnsmesh.application.port.out.TsigKeyStore;
import dev.dnsmesh.application.usecase.registration.IssueChallengeUseCase;
import dev.dnsmesh.application.usecase.registration.RegisterTokenUseCase;
import dev.dnsmesh.application.usecase.registration.RegisterTsigKeyUseCase;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.registration.PossessionProof;
import java.util.Optional;

/** Self-service registration. */
final class RegistrationModule extends AbstractModule {
    @Provides
    @Singleton
    IssueChallengeUseCase challenges(KeyAgreement agreement, MessageCode code, LiveSettings live, Optional<ChallengeStore> shared,
                                     RandomSource random, TimeSource time) {
        return shared.map(store -> new IssueChallengeUseCase(agreement, code, live::terms, store, random, time))
                .orElseGet(() -> new IssueChallengeUseCase(agreement, code, live::terms, random, time));
    }

    @Provides
    @Singleton
    RegisterToken tokens(IssueChallengeUseCase challenges, SignatureVerifier verifier, TokenStore tokens, RecordStore records,
                         LiveSettings live, RandomSource random, TimeSource time) {
        return new RegisterTokenUseCase(challenges, verifier, tokens, records, live::terms, random, time);
    }

    /** Without UPDATE there is nothing that a key could be used for. */
    @Provides
    @Singleton
    RegisterTsigKey keys(NodeSettings settings, IssueChallengeUseCase challenges, SignatureVerifier verifier, KeyAgreement agreement,
                         MessageCode code, TsigKeyStore keys, RecordStore records, LiveSettings live, RandomSource random,
                         TimeSource time) {
        return new RegisterTsigKeyUseCase(challenges, verifier, new PossessionProof(agreement, code),
                settings.update().enabled() ? Optional.of(keys) : Optional.empty(), records, live::terms, random, time);
    }

    /** Asking and confirming have a bucket each (registration.md W13). */
    @Provides
    @Singleton
    RegistrationRoutes routes(NodeSettings settings, IssueChallengeUseCase challenges, RegisterToken tokens, RegisterTsigKey keys,
                              LiveSettings live, TimeSource time) {
        return new RegistrationRoutes(challenges, tokens, keys, live.terms().node(),
                new AddressLimiter(settings.registration().endpoint(), time), new AddressLimiter(settings.registration().endpoint(), time));
    }
}
