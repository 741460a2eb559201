/** What a node and a client do: one class per inbound port. */
package dev.dnsmesh.application.usecase;
