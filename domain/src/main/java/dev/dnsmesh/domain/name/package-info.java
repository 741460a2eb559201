/** Owner names, what they are made of, and the keys they are found by (records.md 3). */
package dev.dnsmesh.domain.name;
