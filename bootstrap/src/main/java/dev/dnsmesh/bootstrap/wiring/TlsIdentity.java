package dev.dnsmesh.bootstrap.wiring;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/** @param keys what listeners under TLS show; empty where there are none */
record TlsIdentity(Optional<X509ExtendedKeyManager> keys) {
}
