package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Request;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.time.Instant;

/**
 * One UPDATE, and the settings and time that it is judged by from beginning to end.
 *
 * @param nanos monotonic, for rates
 */
public record UpdateCase(Request request, UpdateSettings settings, ZoneTable zones, Instant now, long nanos) {
}
