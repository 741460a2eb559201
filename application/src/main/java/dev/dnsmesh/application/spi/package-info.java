/** What an integrator implements. */
package dev.dnsmesh.application.spi;
