/** Sending: whom, with which key, within which limits, and what was begun but not finished (client.md 6, 7, 19.4, 19.10). */
package dev.dnsmesh.application.client.sending;
