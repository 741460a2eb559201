/** Contacts (client.md 4). */
package dev.dnsmesh.application.client.usecase.contacts;
