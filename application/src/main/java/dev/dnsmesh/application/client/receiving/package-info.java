/** One pass over the mailboxes: claims, slots, chunks, decryption, delivery (client.md 8, 19.3, 19.4). */
package dev.dnsmesh.application.client.receiving;
