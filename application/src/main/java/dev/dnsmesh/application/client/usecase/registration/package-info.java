/** Registering at a node and what comes of it (client.md 2). */
package dev.dnsmesh.application.client.usecase.registration;
