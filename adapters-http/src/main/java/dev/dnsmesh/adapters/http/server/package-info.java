/** The listener: connections, framing, deadlines, and the way from an event loop to a thread that may block. */
package dev.dnsmesh.adapters.http.server;
