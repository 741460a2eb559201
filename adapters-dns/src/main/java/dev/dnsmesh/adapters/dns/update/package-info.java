/** UPDATE messages (RFC 2136) as the use case wants them. */
package dev.dnsmesh.adapters.dns.update;
