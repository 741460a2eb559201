/** What the client's outbound ports promise, and stand-ins for them in memory. */
package dev.dnsmesh.contracts.client;
