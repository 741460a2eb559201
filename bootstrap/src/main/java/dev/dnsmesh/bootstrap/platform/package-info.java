/** What the machine gives: clocks, randomness, meters. */
package dev.dnsmesh.bootstrap.platform;
