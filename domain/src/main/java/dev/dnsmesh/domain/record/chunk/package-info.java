/** Chunks: the pieces of a message, unsigned; the manifest's hash vouches for each (records.md 2.1). */
package dev.dnsmesh.domain.record.chunk;
