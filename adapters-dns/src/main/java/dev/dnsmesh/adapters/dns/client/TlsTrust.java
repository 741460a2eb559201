package dev.dnsmesh.adapters.dns.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whose certificates are believed: the authorities that the JDK knows and, beside them, a private one (client.md 19.5). */
public final class TlsTrust {
    private final X509ExtendedTrustManager manager;
    private final SSLContext context;

    private TlsTrust(X509ExtendedTrustManager manager, SSLContext context) {
        this.manager = manager;
        this.context = context;
    }

    /** Trust, or one line that says what is wrong with the file. */
    public sealed interface Made {
        record Usable(TlsTrust trust) implements Made {
        }

        record Unusable(String why) implements Made {
        }
    }

    /** @param authorities {@code tls_ca_file}: PEM file of one certificate or more; empty = the JDK's authorities alone */
    public static Made of(Optional<Path> authorities) {
        try {
            X509ExtendedTrustManager known = manager(Optional.empty());
            return new Made.Usable(authorities.isEmpty() ? with(known)
                    : with(manager(Optional.of(store(List.of(known.getAcceptedIssuers()), read(authorities.get()))))));
        } catch (IOException unreadable) {
            return new Made.Unusable("tls_ca_file cannot be read: " + unreadable.getMessage());
        } catch (CertificateException malformed) {
            return new Made.Unusable("tls_ca_file " + authorities.map(Path::toString).orElse("") + " holds no certificate that can be read");
        } catch (GeneralSecurityException noTls) {
            throw new IllegalStateException("this JDK has no TLS", noTls);
        }
    }

    private static TlsTrust with(X509ExtendedTrustManager manager) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager}, new SecureRandom());
        return new TlsTrust(manager, context);
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("none in it");
            }
            return certificates;
        }
    }

    private static KeyStore store(List<X509Certificate> known, Collection<? extends Certificate> more) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : Stream.concat(known.stream(), more.stream()).toList()) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    private static X509ExtendedTrustManager manager(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElse(null)); // null = the JDK's own, by the contract of init
        return Stream.of(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
    }

    /** For clients of any kind: HTTP calls to the node, too. */
    public SSLContext context() {
        return context;
    }

    X509ExtendedTrustManager manager() {
        return manager;
    }
}
