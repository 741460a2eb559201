/** {@code dnsmesh-node admin}: commands of an operator (registration.md 10.2 and W16). */
package dev.dnsmesh.adapters.cli.admin;
