/** What this node gives its peers. */
package dev.dnsmesh.application.usecase.sync;
