/** The console: what an operator sees and does with a browser, behind the operator token. A route beyond http.md. */
package dev.dnsmesh.adapters.http.console;
