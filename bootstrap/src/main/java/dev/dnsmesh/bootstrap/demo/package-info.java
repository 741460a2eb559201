/** {@code dnsmesh demo}: a node and three people in one process, on loopback, who do what anybody would type. */
package dev.dnsmesh.bootstrap.demo;
