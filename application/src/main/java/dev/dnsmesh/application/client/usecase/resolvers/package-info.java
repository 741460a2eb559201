/** Which resolvers there are (client.md 14). */
package dev.dnsmesh.application.client.usecase.resolvers;
