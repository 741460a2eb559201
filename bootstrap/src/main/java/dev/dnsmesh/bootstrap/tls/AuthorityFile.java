package dev.dnsmesh.bootstrap.tls;

import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code DMP_SYNC_TLS_CA}: who signs the certificates of peers. Looked at before each handshake; what cannot be used replaces
 * nothing (cluster.md 13.9).
 */
public final class AuthorityFile extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityFile.class);
    private static final long MAX_OCTETS = 1 << 20;

    private final Path file;
    private Octets seen;
    private X509ExtendedTrustManager current;

    private AuthorityFile(Path file, Octets seen, X509ExtendedTrustManager first) {
        this.file = file;
        this.seen = seen;
        this.current = first;
    }

    /** @throws StartRefused where it cannot be used */
    public static AuthorityFile of(Path file) throws StartRefused {
        try {
            Octets content = read(file);
            return new AuthorityFile(file, content, trusting(content));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new StartRefused("DMP_SYNC_TLS_CA=" + file + ": " + unusable.getMessage());
        }
    }

    private static Octets read(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException("longer than certificates can be");
        }
        return Octets.of(Files.readAllBytes(file));
    }

    private static X509ExtendedTrustManager trusting(Octets pem) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> roots = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.toArray()));
        if (roots.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate root : roots) {
            store.setCertificateEntry(Integer.toString(number++), root);
        }
        return manager(Optional.of(store));
    }

    /** Of these roots; of the system's where none are given. */
    private static X509ExtendedTrustManager manager(Optional<KeyStore> roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots.orElse(null));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }

    private synchronized X509ExtendedTrustManager current() {
        try {
            Octets content = read(file);
            if (!content.equals(seen)) {
                seen = content;
                current = trusting(content);
                LOG.info("{}: new authorities in use", file);
            }
        } catch (IOException | GeneralSecurityException unusable) {
            LOG.error("{}: {}; the authorities stay as they were", file, unusable.getMessage());
        }
        return current;
    }

    /** For calling peers: these authorities first, then the system's. */
    public X509ExtendedTrustManager orSystem() throws StartRefused {
        try {
            return new Either(this, manager(Optional.empty()));
        } catch (GeneralSecurityException unusable) {
            throw new StartRefused("the system's certificate authorities cannot be used: " + unusable.getMessage());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        current().checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        current().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        current().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        current().checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        current().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        current().checkServerTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current().getAcceptedIssuers();
    }

    /** Good is what either takes. */
    private static final class Either extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager first;
        private final X509ExtendedTrustManager second;

        Either(X509ExtendedTrustManager first, X509ExtendedTrustManager second) {
            this.first = first;
            this.second = second;
        }

        private interface Check {
            void by(X509ExtendedTrustManager manager) throws CertificateException;
        }

        private void either(Check check) throws CertificateException {
            try {
                check.by(first);
            } catch (CertificateException unknown) {
                check.by(second);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            either(manager -> manager.checkClientTrusted(chain, type));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            either(manager -> manager.checkClientTrusted(chain, type, socket));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            either(manager -> manager.checkClientTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            either(manager -> manager.checkServerTrusted(chain, type));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            either(manager -> manager.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            either(manager -> manager.checkServerTrusted(chain, type, engine));
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return Stream.concat(Stream.of(first.getAcceptedIssuers()), Stream.of(second.getAcceptedIssuers())).toArray(X509Certificate[]::new);
        }
    }
}
