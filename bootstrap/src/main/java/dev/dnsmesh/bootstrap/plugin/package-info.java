/** Adapters that are found, not named: those of the distribution and those of jars in {@code plugins/}. */
package dev.dnsmesh.bootstrap.plugin;
