/** Keys and signatures as values, and what the domain needs done with them. {@code adapters-crypto} does it. */
package dev.dnsmesh.domain.crypto;
