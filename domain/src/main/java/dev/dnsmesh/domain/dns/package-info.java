/** The numbers of DNS: types, response codes, TTLs. */
package dev.dnsmesh.domain.dns;
