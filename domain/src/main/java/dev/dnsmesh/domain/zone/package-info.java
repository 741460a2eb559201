/** The zones a node answers for and what stands at their apex (dns.md 10.1). */
package dev.dnsmesh.domain.zone;
