package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.TimeSource;
import java.util.Map;

/**
 * What a transport is opened with.
 *
 * @param values the effective settings whose names the adapter declared
 */
public record TransportSettings(Map<String, String> values, TimeSource time, Meter meter) {
    public TransportSettings {
        values = Map.copyOf(values);
    }
}
