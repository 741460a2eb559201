/** The configuration as use cases read and change it, under the lock of its directory (client.md 16.5). */
package dev.dnsmesh.application.client.config;
