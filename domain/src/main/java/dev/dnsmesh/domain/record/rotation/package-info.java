/** Rotations and revocations: how keys follow, and stop following, one another (records.md 2.8, 2.9). */
package dev.dnsmesh.domain.record.rotation;
