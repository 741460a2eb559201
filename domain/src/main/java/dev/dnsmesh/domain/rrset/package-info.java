/** TXT values and the rows a node keeps of them. */
package dev.dnsmesh.domain.rrset;
