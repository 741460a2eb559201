/** Batches of changes: what an UPDATE or a publish asks the record store to do, in one transaction (dns.md 10.3). */
package dev.dnsmesh.domain.update;
