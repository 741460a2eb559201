/**
 * The node as its users meet it: a process of its own, asked with tools that we did not write. A new case starts with
 * {@link dev.dnsmesh.bootstrap.blackbox.NodeUnderTest}, which picks free ports and an empty directory.
 */
package dev.dnsmesh.bootstrap.blackbox;
