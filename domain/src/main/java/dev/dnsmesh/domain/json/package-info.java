/** JSON objects (RFC 8259) as message headers and envelopes need them: read strictly, written compactly. */
package dev.dnsmesh.domain.json;
