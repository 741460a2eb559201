/** The client's side of DNS: reading through resolvers and sending UPDATEs (client.md 14, 15.1, 19.1 to 19.3, 19.5). */
package dev.dnsmesh.adapters.dns.client;
