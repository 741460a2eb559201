/** Moving a whole client to another place, or back in time (client.md 19.9). */
package dev.dnsmesh.application.client.usecase.backup;
