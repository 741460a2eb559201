package dev.dnsmesh.bootstrap.settings;

/** A value as somebody wrote it. */
record RawValue(String text, Origin origin) {
}
