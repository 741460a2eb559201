/** Whose request it is, and how many of them are too many (http.md 3 and 13.6). */
package dev.dnsmesh.adapters.http.limit;
