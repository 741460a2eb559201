package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.domain.crypto.SignatureVerifier;

/** What the domain needs a library for. */
final class CryptoModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(SignatureVerifier.class).toInstance(new Ed25519SignatureVerifier());
    }
}
