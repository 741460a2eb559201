/** The owner-only Unix socket through which a running node is administered: both ends of it. */
package dev.dnsmesh.adapters.http.admin;
