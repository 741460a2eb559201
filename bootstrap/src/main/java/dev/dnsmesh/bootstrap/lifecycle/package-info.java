/** From settings to a serving node, and back to nothing in good order. */
package dev.dnsmesh.bootstrap.lifecycle;
