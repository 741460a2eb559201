/** What a client's configuration says (client.md 16). */
package dev.dnsmesh.application.client.settings;
