/** Claims: how a sender tells a recipient where a message waits (records.md 2.5). */
package dev.dnsmesh.domain.record.claim;
