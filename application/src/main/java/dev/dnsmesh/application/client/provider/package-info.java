/** Claim providers: where strangers leave word that a message waits (client.md 13). */
package dev.dnsmesh.application.client.provider;
