package dev.dnsmesh.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.dnsmesh.bootstrap.settings.LogLevel;
import dev.dnsmesh.bootstrap.settings.LogSettings;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.slf4j.LoggerFactory;

/**
 * How logback starts here, found by its {@code ServiceLoader}: WARNING and above, as text, on standard error, until
 * {@link #apply} knows better. Standard output stays free for what programs say.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    private static volatile boolean json;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Line encoder = new Line();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        // tells of every connection that broke with a stack trace; what follows from it the storage says in a line
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        // warns of a machine without a hardware address, which names of channels can do without
        context.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on. Libraries speak from one level above ours. */
    public static void apply(LogSettings settings) {
        json = settings.json();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level ours = switch (settings.level()) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(settings.level() == LogLevel.DEBUG ? Level.INFO
                : settings.level() == LogLevel.INFO ? Level.WARN : ours);
        context.getLogger("dev.dnsmesh").setLevel(ours);
    }

    private static final class Line extends EncoderBase<ILoggingEvent> {
        private final ZoneId zone = ZoneId.systemDefault();

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return (json ? LogLine.json(event) : LogLine.text(event, zone)).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
