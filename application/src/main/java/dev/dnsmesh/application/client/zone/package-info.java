/** Writing into one's own zone, by DNS UPDATE or HTTP (client.md 15). */
package dev.dnsmesh.application.client.zone;
