/** Identities: which keys a user name has (records.md 2.3). */
package dev.dnsmesh.domain.record.identity;
