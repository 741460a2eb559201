/** The client's state as use cases read and change it, in step with the files of other clients (client.md 16.5). */
package dev.dnsmesh.application.client.state;
