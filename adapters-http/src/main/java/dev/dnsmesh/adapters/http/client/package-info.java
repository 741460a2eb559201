/** A node's HTTP interface as a client calls it. */
package dev.dnsmesh.adapters.http.client;
