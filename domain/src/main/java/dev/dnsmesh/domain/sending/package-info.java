/** All that a sender of one message decides: which key, what to publish where, whom to notify (records.md 4.8). */
package dev.dnsmesh.domain.sending;
