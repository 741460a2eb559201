/**
 * Who holds which subject and literal name, and what minting, revoking and releasing changes (registration.md 6, 7.3 of
 * dns.md, W1 to W7). Planners are pure: a storage calls them inside its transaction and writes what they return.
 */
package dev.dnsmesh.domain.ownership;
