package dev.dnsmesh.bootstrap.settings;

import static dev.dnsmesh.bootstrap.settings.Variable.Trait.OURS;

import java.nio.file.Path;
import java.util.List;

/** DNS where port 53 is blocked (RFC 7858, RFC 8484): listeners under TLS, and what they need. */
final class TlsVariables {
    static final Variable<Path> CERTIFICATE = Variable.of("DMP_TLS_CERT", ValueTypes.PATH, "",
            "PEM file: own certificate, then those that lead to a root; read again when it changes", OURS);
    static final Variable<Path> KEY = Variable.of("DMP_TLS_KEY", ValueTypes.PATH, "", "PEM file: own private key; read again when it changes", OURS);
    static final Variable<Integer> DNS_PORT = Variable.of("DMP_DNS_TLS_PORT", ValueTypes.PORT, "",
            "port of DNS over TLS on the addresses of DMP_DNS_HOST, usually 853; 0 = any free one; unset: none", OURS);
    static final Variable<Integer> HTTP_PORT = Variable.of("DMP_HTTP_TLS_PORT", ValueTypes.PORT, "",
            "port of HTTPS (HTTP/2 and 1.1) on DMP_HTTP_HOST, with all routes, /dns-query among them; 0 = any free one; unset: none", OURS);
    static final Variable<Boolean> H2C = Variable.of("DMP_HTTP_H2C", ValueTypes.TRUTH, "0",
            "HTTP/2 without TLS on DMP_HTTP_PORT too; for ports that only a proxy reaches", OURS);

    static final List<Variable<?>> ALL = List.of(CERTIFICATE, KEY, DNS_PORT, HTTP_PORT, H2C);

    private TlsVariables() {
    }
}
