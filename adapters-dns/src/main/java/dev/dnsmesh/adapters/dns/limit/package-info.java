/** What keeps strangers from using the DNS face against others or against the node: cookies and limits (dns.md 2, 10.8, 10.9). */
package dev.dnsmesh.adapters.dns.limit;
