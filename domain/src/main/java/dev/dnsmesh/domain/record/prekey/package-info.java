/** Prekeys: one-time encryption keys that a recipient has published in advance (records.md 2.4). */
package dev.dnsmesh.domain.record.prekey;
