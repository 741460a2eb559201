/** Reading many names at once (client.md 19.3). */
package dev.dnsmesh.application.client.reading;
