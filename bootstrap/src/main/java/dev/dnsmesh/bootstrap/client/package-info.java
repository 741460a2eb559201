/**
 * Puts the client together by hand, not by Guice: a program that runs for a third of a second has no time for an injector.
 *
 * <p>{@link dev.dnsmesh.bootstrap.client.ClientParts} holds the adapters, {@link dev.dnsmesh.bootstrap.client.ClientWords} the
 * commands with their use cases. To add a command: a line there, its use cases as suppliers.
 */
package dev.dnsmesh.bootstrap.client;
