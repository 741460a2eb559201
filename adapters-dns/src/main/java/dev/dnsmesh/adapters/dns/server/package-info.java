/** The DNS server: what a request is answered with, and the UDP and TCP transports that carry both (dns.md 2, 3, 10). */
package dev.dnsmesh.adapters.dns.server;
