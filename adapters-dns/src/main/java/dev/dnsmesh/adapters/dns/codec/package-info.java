/**
 * The DNS wire format, bounded and without objects (RFC 1035, 6891): one reading pass over a request, names, the parts of
 * a response. Nothing here throws on any input or allocates per message.
 */
package dev.dnsmesh.adapters.dns.codec;
