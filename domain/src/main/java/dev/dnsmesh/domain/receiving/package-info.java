/** All that a receiver of one message decides: whose mail to take, which chunks to fetch, whether it opens (records.md 4.8). */
package dev.dnsmesh.domain.receiving;
