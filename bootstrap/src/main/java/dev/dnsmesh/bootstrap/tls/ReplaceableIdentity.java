package dev.dnsmesh.bootstrap.tls;

import dev.dnsmesh.adapters.crypto.PemIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * One certificate and key, asked for at each handshake. A handshake that began before they were replaced ends with those
 * it began with: an alias names a generation, and the last one is kept.
 */
final class ReplaceableIdentity extends X509ExtendedKeyManager {
    private record Generation(String alias, PemIdentity.Reading.Usable identity) {
    }

    private volatile List<Generation> generations;
    private int count;

    ReplaceableIdentity(PemIdentity.Reading.Usable first) {
        generations = List.of(new Generation("0", first));
    }

    synchronized void replace(PemIdentity.Reading.Usable next) {
        count++;
        generations = List.of(new Generation(Integer.toString(count), next), generations.getFirst());
    }

    PemIdentity.Reading.Usable current() {
        return generations.getFirst().identity();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    /** JSSE's contract: null = none of this type. */
    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        Generation newest = generations.getFirst();
        return newest.identity().key().getAlgorithm().equals(keyType) ? newest.alias() : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return Stream.of(chooseServerAlias(keyType, issuers, null)).filter(Objects::nonNull).toArray(String[]::new);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return named(alias).map(found -> found.identity().chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return named(alias).map(found -> found.identity().key()).orElse(null);
    }

    /** As a client of peers that ask for a certificate this one is shown, whatever issuers they name: they judge. */
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return Stream.of(keyTypes).map(type -> chooseServerAlias(type, issuers, socket)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return chooseClientAlias(keyTypes, issuers, null);
    }

    private Optional<Generation> named(String alias) {
        return generations.stream().filter(generation -> generation.alias().equals(alias)).findFirst();
    }
}
