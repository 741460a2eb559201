/** The forms of a message between its text and its shares (records.md 4.2 to 4.9). */
package dev.dnsmesh.domain.message;
