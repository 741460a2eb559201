/**
 * Shared storage on PostgreSQL: any number of nodes on one database.
 *
 * <p>Writing: one thread of each node commits whatever has queued in one transaction. It locks the one row of
 * {@code node_state} first and holds it over the commit, so that over all nodes the order of stamps is the order of commits.
 * Reading: answers to queries come from a bounded cache that every commit on any node invalidates by notification; look-ups
 * that must not be stale (keys, tokens, remembered UPDATEs) go to the database, those that wait together in one statement.
 */
package dev.dnsmesh.adapters.storage.pg;
