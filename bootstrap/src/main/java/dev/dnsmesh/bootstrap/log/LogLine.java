package dev.dnsmesh.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** One event as one line, in either format. Control characters never reach the terminal. */
final class LogLine {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogLine() {
    }

    /** {@code <local time> <LEVEL> <logger>: <message> key=value ...}, then the stack trace if any. */
    static String text(ILoggingEvent event, ZoneId zone) {
        StringBuilder line = new StringBuilder(160)
                .append(LOCAL.format(at(event).atZone(zone))).append(' ').append(level(event.getLevel())).append(' ')
                .append(event.getLoggerName()).append(": ");
        appendPrintable(line, event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            line.append(' ').append(pair.key).append('=');
            appendPrintable(line, String.valueOf(pair.value));
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(trace(event.getThrowableProxy()));
        }
        return line.toString();
    }

    /** One JSON object: ts, level, logger, msg, the event's own fields, exc. */
    static String json(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(200).append("{\"ts\":\"").append(UTC.format(at(event))).append("\",\"level\":\"")
                .append(level(event.getLevel())).append("\",\"logger\":");
        appendQuoted(line, event.getLoggerName());
        line.append(",\"msg\":");
        appendQuoted(line, event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            line.append(',');
            appendQuoted(line, List.of("ts", "level", "logger", "msg", "exc").contains(pair.key) ? pair.key + "_" : pair.key);
            line.append(':');
            switch (pair.value) {
                case Long number -> line.append(number);
                case Integer number -> line.append(number);
                case Boolean truth -> line.append(truth);
                case null -> line.append("null");
                default -> appendQuoted(line, pair.value.toString());
            }
        }
        if (event.getThrowableProxy() != null) {
            line.append(",\"exc\":");
            appendQuoted(line, trace(event.getThrowableProxy()));
        }
        return line.append("}\n").toString();
    }

    /** The names of configuration.md 2. */
    private static String level(Level level) {
        return level == Level.WARN ? "WARNING" : level == Level.TRACE ? "DEBUG" : level.toString();
    }

    private static Instant at(ILoggingEvent event) {
        return event.getInstant() == null ? Instant.ofEpochMilli(event.getTimeStamp()) : event.getInstant();
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
    }

    private static String trace(IThrowableProxy thrown) {
        return ThrowableProxyUtil.asString(thrown);
    }

    private static void appendPrintable(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
    }

    private static void appendQuoted(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\r' -> line.append("\\r");
                default -> {
                    if (Character.isISOControl(c) || Character.isSurrogate(c) && !paired(text, i)) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
