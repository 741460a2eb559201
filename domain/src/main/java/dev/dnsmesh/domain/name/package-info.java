/** Owner names and the keys they are found by. */
package dev.dnsmesh.domain.name;
