package dev.dnsmesh.bootstrap.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Listeners under TLS.
 *
 * @param files     of the identity; empty = no listener under TLS
 * @param dnsPort   of DNS over TLS; 0 = any free one; empty = none
 * @param httpPort  of HTTPS; likewise
 * @param plainHttp2 HTTP/2 without TLS on the plain port
 */
public record TlsSettings(Optional<Files> files, Optional<Integer> dnsPort, Optional<Integer> httpPort, boolean plainHttp2) {
    /** PEM files. */
    public record Files(Path certificate, Path key) {
    }
}
