/**
 * What all records of the protocol have in common (records.md 1): prefixes and caps, the sealed text, signing and
 * verification, times. Each kind of record has a package of its own below, with a type for what was parsed;
 * {@link dev.dnsmesh.domain.record.Verified} is what parsing, signature and time window together yield.
 */
package dev.dnsmesh.domain.record;
