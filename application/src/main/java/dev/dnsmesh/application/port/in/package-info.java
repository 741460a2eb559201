/** What the outside may ask of a node and a client: one interface per use case. */
package dev.dnsmesh.application.port.in;
