/** What this node takes over from its peers. */
package dev.dnsmesh.application.usecase.pull;
