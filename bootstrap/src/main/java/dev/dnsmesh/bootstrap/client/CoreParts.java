package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.TerminalConsent;
import dev.dnsmesh.adapters.cli.client.TerminalPrompt;
import dev.dnsmesh.adapters.crypto.Argon2idPassphraseDerivation;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.crypto.Ed25519SigningKeys;
import dev.dnsmesh.adapters.crypto.HmacSha256;
import dev.dnsmesh.adapters.crypto.X25519KeyAgreement;
import dev.dnsmesh.adapters.storage.home.HomePassphraseFiles;
import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.config.ExclusiveAccess;
import dev.dnsmesh.application.client.identity.IdentityDirectory;
import dev.dnsmesh.application.client.identity.IdentityUnlocking;
import dev.dnsmesh.application.client.identity.KeyDeriving;
import dev.dnsmesh.application.client.identity.PassphraseSource;
import dev.dnsmesh.application.client.identity.PublishedPrekeys;
import dev.dnsmesh.application.client.port.out.Consent;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.registration.PossessionProof;
import java.nio.file.Path;

/** What the use cases share beside the adapters, made when first asked for. */
final class CoreParts {
    private final ClientParts parts;
    private final Lazy<SignatureVerifier> verifier = new Lazy<>(Ed25519SignatureVerifier::new);
    private final Lazy<ExclusiveAccess> exclusive;
    private final Lazy<Configuration> configuration;
    private final Lazy<PassphraseSource> passphrases;
    private final Lazy<KeyDeriving> deriving = new Lazy<>(() -> new KeyDeriving(new Argon2idPassphraseDerivation(),
            new X25519KeyAgreement(), new Ed25519SigningKeys()));
    private final Lazy<ZoneWriter> writer;
    private final Lazy<SharedDirectory> shared;

    CoreParts(ClientParts parts) {
        this.parts = parts;
        exclusive = new Lazy<>(() -> new ExclusiveAccess(parts.lock()));
        configuration = new Lazy<>(() -> new Configuration(parts.settings(), exclusive.get()));
        passphrases = new Lazy<>(() -> new PassphraseSource(parts.environment(),
                new HomePassphraseFiles(Path.of(System.getProperty("user.home")), Path.of("")), new TerminalPrompt()));
        writer = new Lazy<>(() -> new ZoneWriter(parts.writerChoice(),
                parts.updates(), parts.node(), parts.time()));
        shared = new Lazy<>(() -> new SharedDirectory(parts::state, parts.sharedFiles(), exclusive.get(), parts.time(), parts.session()));
    }

    ExclusiveAccess exclusive() {
        return exclusive.get();
    }

    Configuration configuration() {
        return configuration.get();
    }

    PassphraseSource passphrases() {
        return passphrases.get();
    }

    KeyDeriving deriving() {
        return deriving.get();
    }

    IdentityUnlocking unlocking() {
        return new IdentityUnlocking(passphrases(), deriving(), configuration(), parts.environment().overrideVerify(), parts.session());
    }

    ZoneWriter writer() {
        return writer.get();
    }

    /** The state in step with the files of other clients. */
    SharedDirectory shared() {
        return shared.get();
    }

    IdentityDirectory directory() {
        return new IdentityDirectory(parts.resolver(), verifier.get(), parts.time(), parts.session());
    }

    PublishedPrekeys prekeys() {
        return new PublishedPrekeys(parts.resolver(), verifier.get(), parts.time());
    }

    PossessionProof proofs() {
        return new PossessionProof(new X25519KeyAgreement(), new HmacSha256());
    }

    Consent consent() {
        return new TerminalConsent(parts.session().terminal());
    }
}
