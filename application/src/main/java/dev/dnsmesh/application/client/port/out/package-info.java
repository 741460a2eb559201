/** What the client's core needs of the outside. */
package dev.dnsmesh.application.client.port.out;
