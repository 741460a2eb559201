/** The erasure code across the chunks of one message (records.md 4.6): any k of n shares give it back. */
package dev.dnsmesh.domain.erasure;
