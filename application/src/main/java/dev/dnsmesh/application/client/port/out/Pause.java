package dev.dnsmesh.application.client.port.out;

import java.time.Duration;

/** Waits between passes of a command that goes on until it is told to stop. */
@FunctionalInterface
public interface Pause {
    /** False, at once, as soon as the command is to end. */
    boolean of(Duration duration);
}
