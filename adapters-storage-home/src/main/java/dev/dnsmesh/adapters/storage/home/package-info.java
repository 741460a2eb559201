/**
 * The client's home directory as other clients know it (client.md 16): config.yaml, client.yaml, prekeys.db, intros.db,
 * replay_cache.json, tokens and the lock.
 */
package dev.dnsmesh.adapters.storage.home;
