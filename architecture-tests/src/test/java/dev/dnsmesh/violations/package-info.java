/** Planted breaches, one miniature house per rule: compiled, never run, never to be mended. See dev.dnsmesh.architecture. */
package dev.dnsmesh.violations;
