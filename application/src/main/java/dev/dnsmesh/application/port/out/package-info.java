/** What the core needs of the outside. Every port here has a contract in port-contracts. */
package dev.dnsmesh.application.port.out;
