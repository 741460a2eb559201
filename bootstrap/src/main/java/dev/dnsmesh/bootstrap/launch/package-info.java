/** The programs: what an argument list starts. The only place that writes to standard output. */
package dev.dnsmesh.bootstrap.launch;
