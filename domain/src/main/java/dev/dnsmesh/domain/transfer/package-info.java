/** The rows of a storage as they are carried into another one. */
package dev.dnsmesh.domain.transfer;
