package dev.dnsmesh.application.spi;

import dev.dnsmesh.application.port.in.AnswerMessage;

/**
 * Another way in for whole DNS messages, queries and UPDATEs, beside UDP, TCP, TLS and HTTPS ({@code DMP_TRANSPORTS=<id>,...}).
 * A jar in the distribution's {@code plugins/} folder that declares one is enough.
 */
public interface TransportAdapter extends Adapter {
    /**
     * Binds what it listens on and serves from then on. The node serves DNS by itself already; it opens its transports last and
     * closes them first.
     *
     * @param messages the node's answers, with its limits and counters; blocks, so call it from virtual threads
     * @throws TransportUnavailable with one line that says what is in the way; nothing is bound then, and the node does not start
     */
    Transport open(TransportSettings settings, AnswerMessage messages);
}
