/** The steps of an UPDATE (dns.md 10.3): reading its sections, judging them, keeping replays out. */
package dev.dnsmesh.application.usecase.update;
