/** What replication between the nodes of a cluster speaks of: positions, digests, pages (cluster.md 3, 4, 6). */
package dev.dnsmesh.domain.sync;
