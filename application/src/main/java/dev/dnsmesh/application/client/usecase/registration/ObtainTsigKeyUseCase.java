package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.config.Configuration;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ObtainTsigKey;
import dev.dnsmesh.application.client.port.in.Registration;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeApi.Confirmation;
import dev.dnsmesh.application.client.port.out.NodeApi.MintedKey;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.client.usecase.registration.Ceremony.Signed;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.registration.PossessionProof;
import dev.dnsmesh.domain.registration.Purpose;
import java.util.Optional;

/** Registers for an UPDATE key and puts it into the configuration. */
public final class ObtainTsigKeyUseCase implements ObtainTsigKey {
    private static final int MAX_PORT = 65_535;

    private final Ceremony ceremony;
    private final NodeApi node;
    private final PossessionProof proofs;
    private final Configuration configuration;
    private final Remarks remarks;

    public ObtainTsigKeyUseCase(Ceremony ceremony, NodeApi node, PossessionProof proofs, Configuration configuration, Remarks remarks) {
        this.ceremony = ceremony;
        this.node = node;
        this.proofs = proofs;
        this.configuration = configuration;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Obtained> obtain(Registration registration, Optional<String> dnsServer, int dnsPort) {
        if (dnsPort < 1 || dnsPort > MAX_PORT) {
            return ClientFailure.of(ClientErrorCode.USAGE, "a port is 1 to " + MAX_PORT + ", not " + dnsPort).withExit(1).<Obtained>result();
        }
        return ceremony.sign(registration, Purpose.TSIG)
                .then(signed -> proof(signed).then(proof -> RegistrationRefusals.confirmation(
                                node.confirmTsig(signed.base(), with(signed, proof)), Purpose.TSIG)
                        .then(minted -> save(signed, minted, dnsServer.filter(s -> !s.isBlank()).orElse(signed.host()), dnsPort))));
    }

    private ClientSettings remark(ClientSettings saved) {
        String zone = saved.tsig().map(TsigBlock::zone).orElse("");
        boolean covered = OwnerName.parse(saved.ownZone()).flatMap(own -> OwnerName.parse(zone).filter(own::isWithin)).isPresent();
        if (!covered) {
            remarks.warning("the key is for " + zone + ", but your own zone is " + saved.ownZone()
                    + ": nothing can be published with it; see: dnsmesh config set domain " + zone);
        }
        return saved;
    }

    /** Hex; empty for a node so old that it offers no key to prove with. */
    private ClientResult<String> proof(Signed signed) {
        if (signed.challenge().serverX25519().isEmpty()) {
            return ClientResult.done("");
        }
        return X25519PublicKey.fromHex(signed.challenge().serverX25519().get())
                .flatMap(key -> proofs.prove(signed.identity().decryptionKey(), key, signed.octets(), signed.subject()))
                .map(proof -> ClientResult.done(proof.hex()))
                .orElseGet(() -> ClientResult.failed(ClientErrorCode.BAD_RESPONSE, "the node's server_x25519_pub is not a usable key"));
    }

    private static Confirmation with(Signed signed, String proof) {
        Confirmation plain = signed.confirmation();
        return new Confirmation(plain.subject(), plain.ed25519Spk(), plain.challenge(), plain.signature(), plain.signatureVersion(),
                Optional.of(signed.identity().encryptionKey().hex()), Optional.of(proof));
    }

    private ClientResult<Obtained> save(Signed signed, MintedKey minted, String server, int port) {
        Optional<Octets> secret = Octets.fromHex(minted.secretHex()).filter(octets -> !octets.isEmpty());
        if (secret.isEmpty() || OwnerName.parse(minted.zone()).isEmpty() || minted.keyName().isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_RESPONSE, "the node's answer holds no usable key: name, secret or zone are malformed");
        }
        var block = new TsigBlock(minted.keyName(), Secret.of(secret.get()), minted.algorithm(), minted.zone(), server, port);
        long end = Math.max(0, minted.expiresAt());
        return configuration.change(settings -> settings.withTsig(Optional.of(block), end)).map(this::remark)
                .map(_ -> new Obtained(minted.subject(), signed.host(), minted.keyName(), minted.algorithm(), minted.zone(), server, port,
                        minted.allowedSuffixes(), end > 0 ? Optional.of(end) : Optional.empty()));
    }
}
