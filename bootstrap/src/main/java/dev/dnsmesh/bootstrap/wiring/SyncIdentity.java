package dev.dnsmesh.bootstrap.wiring;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import java.util.Optional;

/**
 * Certificates between the nodes of a cluster (cluster.md 13.9).
 *
 * @param members empty = there are none
 */
record SyncIdentity(Optional<Members> members) {
    static final SyncIdentity NONE = new SyncIdentity(Optional.empty());

    /**
     * @param own     shown to peers
     * @param callers judges peers that call
     * @param called  judges peers that are called
     */
    record Members(X509ExtendedKeyManager own, X509ExtendedTrustManager callers, X509ExtendedTrustManager called) {
    }
}
