/** The commands of {@code dnsmesh-node admin} (registration.md 10.2, W16): arguments in; text, JSON and exit status out. */
package dev.dnsmesh.adapters.cli.admin;
