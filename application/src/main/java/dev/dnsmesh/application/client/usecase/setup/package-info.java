/** Creating a configuration and changing its settings (cli.md 2, 15). */
package dev.dnsmesh.application.client.usecase.setup;
