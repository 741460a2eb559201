/** The certificate of the listeners under TLS, and how it changes while they listen. */
package dev.dnsmesh.bootstrap.tls;
