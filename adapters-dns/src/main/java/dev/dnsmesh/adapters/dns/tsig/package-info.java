/** Transaction signatures of the server (RFC 8945, dns.md 10.5): verified on the octets as they came, before anything is decoded. */
package dev.dnsmesh.adapters.dns.tsig;
