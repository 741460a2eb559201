/** Manifests: what a message consists of (records.md 2.2). */
package dev.dnsmesh.domain.record.manifest;
