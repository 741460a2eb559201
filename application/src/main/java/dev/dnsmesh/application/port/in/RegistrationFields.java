package dev.dnsmesh.application.port.in;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The fields that both confirmations take, as they stand in the body.
 *
 * @param subject          like the next three: empty where the member is missing or not a string
 * @param signatureVersion 1 where the member is missing
 */
public record RegistrationFields(Optional<String> subject, Optional<String> ed25519Spk, Optional<String> challenge,
                                 Optional<String> signature, long signatureVersion, InetAddress client) {
}
