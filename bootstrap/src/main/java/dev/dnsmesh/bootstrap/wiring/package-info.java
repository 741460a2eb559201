/** Who gets what: the only place that knows Guice. */
package dev.dnsmesh.bootstrap.wiring;
