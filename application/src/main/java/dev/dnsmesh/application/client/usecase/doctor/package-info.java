/** {@code doctor}: one class for each thing that may be ill (cli.md 8, 14). */
package dev.dnsmesh.application.client.usecase.doctor;
