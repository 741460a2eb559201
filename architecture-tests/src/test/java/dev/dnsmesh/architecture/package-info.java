/**
 * The rules of docs/architecture.md as allowlists. Each has a planted breach in {@code dev.dnsmesh.violations}: a miniature
 * house that breaks this rule, so that a rule which has gone blind fails its own test.
 */
package dev.dnsmesh.architecture;
