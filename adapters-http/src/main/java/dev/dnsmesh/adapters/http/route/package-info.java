/** The routes of http.md 4, each group against its use cases. */
package dev.dnsmesh.adapters.http.route;
