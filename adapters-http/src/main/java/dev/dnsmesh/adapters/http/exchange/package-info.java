/** One request and its answer, without any socket: what the routes are written against. */
package dev.dnsmesh.adapters.http.exchange;
