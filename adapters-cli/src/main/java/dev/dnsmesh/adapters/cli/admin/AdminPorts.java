package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerOwners;
import dev.dnsmesh.application.port.in.AdministerRecords;
import dev.dnsmesh.application.port.in.AdministerTokens;
import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.application.port.in.ReadAudit;
import dev.dnsmesh.application.port.in.ReadStatistics;

/** What the commands ask. */
public record AdminPorts(AdministerTsigKeys keys, AdministerTokens tokens, AdministerOwners owners, ReadAudit audit, AdministerRecords records,
                         ReadStatistics statistics) {
}
