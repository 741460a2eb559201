/** Who the user is: keys from a passphrase, names in a zone, and how other users' identities are found (client.md 1, 3). */
package dev.dnsmesh.application.client.identity;
