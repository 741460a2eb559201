/** Publishing, rotating and finding identities (client.md 3, 5, 10). */
package dev.dnsmesh.application.client.usecase.identity;
