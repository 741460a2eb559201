/** What a client may be asked to do, one interface a command, and what comes of it (cli.md). */
package dev.dnsmesh.application.client.port.in;
