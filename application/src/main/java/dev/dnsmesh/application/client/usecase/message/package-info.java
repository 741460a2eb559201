/** Sending and receiving messages, the inbox, the outbox and the intro queue. */
package dev.dnsmesh.application.client.usecase.message;
