/** Heartbeats: how a node says that it is there, and which endpoints it may name (records.md 2.10). */
package dev.dnsmesh.domain.record.heartbeat;
