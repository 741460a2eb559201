/** Cluster manifests: which nodes an operator runs as one (records.md 2.6). */
package dev.dnsmesh.domain.record.cluster;
