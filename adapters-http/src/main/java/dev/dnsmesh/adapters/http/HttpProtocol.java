package dev.dnsmesh.adapters.http;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a listener speaks. HTTP/2 is what RFC 8484 recommends for DNS; every listener speaks HTTP/1.1 besides. */
public sealed interface HttpProtocol {
    /** HTTP/1.1 (http.md 1). */
    record Plain() implements HttpProtocol {
    }

    /**
     * HTTP/2 too, by prior knowledge or upgrade. For ports that strangers do not reach: a connection counts from its
     * first request on, not from the moment it is accepted.
     */
    record PlainWithHttp2() implements HttpProtocol {
    }

    /**
     * TLS, HTTP/2 by ALPN.
     *
     * @param identity certificate and key; asked anew at each handshake, so they may change meanwhile
     */
    record Tls(X509ExtendedKeyManager identity) implements HttpProtocol {
    }

    /**
     * HTTP/1.1 over TLS 1.3 with those alone who show a certificate, too (cluster.md 13.9).
     *
     * @param identity  as above
     * @param authority judges the certificates of clients; may change likewise
     */
    record MutualTls(X509ExtendedKeyManager identity, X509ExtendedTrustManager authority) implements HttpProtocol {
    }
}
