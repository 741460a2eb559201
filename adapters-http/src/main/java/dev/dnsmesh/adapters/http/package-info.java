/** The node's HTTP interface (http.md). */
package dev.dnsmesh.adapters.http;
