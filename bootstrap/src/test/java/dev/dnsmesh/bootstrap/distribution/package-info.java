/** What {@code package} leaves in {@code target/dnsmesh}: run after it, in the phase integration-test. */
package dev.dnsmesh.bootstrap.distribution;
