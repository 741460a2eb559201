package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.in.ClientFailure;

/** What became of changes to the own zone. */
public sealed interface Written {
    /**
     * All of them are in place.
     *
     * @param messages  UPDATE messages or HTTP requests
     * @param octets    on the wire, as far as known
     * @param transport {@code udp}, {@code tcp}, {@code http} and so on
     */
    record Done(int messages, int octets, String transport) implements Written {
    }

    /**
     * Not all of them.
     *
     * @param accepted how many certainly are, from the first on
     */
    record Failed(ClientFailure failure, int accepted) implements Written {
    }
}
