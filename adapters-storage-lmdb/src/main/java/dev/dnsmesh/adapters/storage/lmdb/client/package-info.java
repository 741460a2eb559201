/** The client's own state on LMDB: prekeys, what was seen, inbox, intro queue, denylist, outbox (client.md 19.4). */
package dev.dnsmesh.adapters.storage.lmdb.client;
