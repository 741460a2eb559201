package dev.dnsmesh.bootstrap.settings;

/**
 * Something about the settings that the operator should read.
 *
 * @param text one line: where, which name, what was there, what was wanted
 */
public record Problem(Severity severity, String text) {
    public enum Severity {
        /** The node does not start. */
        ERROR,
        /** The node starts, and logs it. */
        WARNING
    }

    public static Problem error(String text) {
        return new Problem(Severity.ERROR, text);
    }

    public static Problem warning(String text) {
        return new Problem(Severity.WARNING, text);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
