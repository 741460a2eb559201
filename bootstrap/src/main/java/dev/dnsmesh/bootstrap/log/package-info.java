/** The log: on standard error, as text or as JSON (http.md 11). */
package dev.dnsmesh.bootstrap.log;
