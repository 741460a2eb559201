package dev.dnsmesh.adapters.http.server;

import java.time.Duration;

/**
 * How long a connection may take (http.md 13.1).
 *
 * @param head of the first request, from the connection on
 * @param body from the moment it is asked for
 * @param write of a response, until the system has taken all of it
 * @param idle without an octet either way
 * @param drain after a response that left a body unread, until the connection closes
 */
public record Deadlines(Duration head, Duration body, Duration write, Duration idle, Duration drain) {
    public static final Deadlines USUAL = new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(60), Duration.ofSeconds(75), Duration.ofSeconds(2));
}
