/** Limits on rates and volumes, with time passed in (dns.md 2, 10.9, 10.13). */
package dev.dnsmesh.domain.limit;
