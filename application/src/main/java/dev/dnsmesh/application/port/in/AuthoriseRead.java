package dev.dnsmesh.application.port.in;

import java.util.Optional;

/** Decides who reads records and metrics over HTTP (http.md 2.3): the operator where a token is configured, else anyone. */
public interface AuthoriseRead {
    /** @param token what stood behind {@code Bearer}; empty where nothing did */
    boolean authorises(Optional<String> token);
}
