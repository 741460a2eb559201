/** Who may write what: TSIG keys and their scopes, tokens, subjects, ownership (dns.md 6 to 9, registration.md). */
package dev.dnsmesh.domain.access;
