/** The landing page: what a visitor with a browser learns about the node (http.md 7). */
package dev.dnsmesh.adapters.http.page;
