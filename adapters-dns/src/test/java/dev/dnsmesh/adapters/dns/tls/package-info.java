/** Certificates for tests of either side. */
package dev.dnsmesh.adapters.dns.tls;
