/** Bootstrap records: which clusters serve the users of a domain (records.md 2.7). */
package dev.dnsmesh.domain.record.bootstrap;
