package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.octets.Secret;

/**
 * The TSIG key in config.yaml as it stands there, checked at use (client.md 15.1).
 *
 * @param keyName   with or without trailing dot; empty = none
 * @param algorithm a word such as {@code hmac-sha256}
 * @param zone      zone section of an UPDATE
 * @param server    empty = host of the endpoint
 */
public record TsigBlock(String keyName, Secret secret, String algorithm, String zone, String server, int port) {
}
