/** Threads of a client's run. */
package dev.dnsmesh.application.client.parallel;
