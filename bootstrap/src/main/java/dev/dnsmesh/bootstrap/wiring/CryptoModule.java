package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.HmacSha256;
import dev.dnsmesh.adapters.crypto.ReedSolomonBlockCode;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.crypto.KeyAgreement;
import dev.dnsmesh.domain.crypto.MessageCode;
import dev.dnsmesh.domain.crypto.SignatureVerifier;

/** What the domain needs a library for. */
final class CryptoModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(SignatureVerifier.class).toInstance(new Ed25519SignatureVerifier());
        bind(KeyAgreement.class).toInstance(new X25519KeyAgreement());
        bind(BlockCode.class).toInstance(new ReedSolomonBlockCode());
        bind(MessageCode.class).toInstance(new HmacSha256());
    }
}
