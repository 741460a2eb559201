package dev.dnsmesh.adapters.dns.server;

import javax.net.ssl.X509ExtendedKeyManager;

/**
 * DNS over TLS (RFC 7858), on the addresses of UDP and TCP.
 *
 * @param port     usually 853; 0 = the kernel picks
 * @param identity certificate and key; asked anew at each handshake, so they may change meanwhile
 */
public record DotSettings(int port, X509ExtendedKeyManager identity) {
    public static final int DEFAULT_PORT = 853;

    public DotSettings {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
