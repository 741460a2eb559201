/** What an operator does with keys, tokens, names and the audit. */
package dev.dnsmesh.application.usecase.admin;
