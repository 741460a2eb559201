/**
 * What an integrator runs against a port of their own: the contracts, as interfaces of default tests, and in-memory ports
 * that pass them and stand in for the real ones elsewhere.
 */
package dev.dnsmesh.contracts;
