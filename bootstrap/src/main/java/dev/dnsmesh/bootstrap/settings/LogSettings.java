package dev.dnsmesh.bootstrap.settings;

/** How the log looks (http.md 11). */
public record LogSettings(LogLevel level, boolean json) {
}
