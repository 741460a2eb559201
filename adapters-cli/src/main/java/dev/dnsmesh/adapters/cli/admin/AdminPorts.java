package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerTsigKeys;

/** What the commands ask of the node. */
public record AdminPorts(AdministerTsigKeys tsigKeys) {
}
