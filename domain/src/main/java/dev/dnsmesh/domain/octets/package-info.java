/** Octets, secrets, digests and encodings: what every other package is written in. */
package dev.dnsmesh.domain.octets;
