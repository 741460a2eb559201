package dev.dnsmesh.bootstrap.settings;

/** {@code DMP_LOG_LEVEL}, by the names of configuration.md 2. */
public enum LogLevel {
    DEBUG, INFO, WARNING, ERROR, CRITICAL
}
