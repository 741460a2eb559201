package dev.dnsmesh.application.client.port.in;

import java.util.List;
import java.util.Optional;

/** {@code token}: the saved bearer tokens, which are never shown whole (cli.md 7). Needs no configuration. */
public interface KeepTokens {
    List<Listed> list();

    /** Deletes the file of a node, given as host or URL. */
    ClientResult<String> forget(String node);

    /**
     * @param expiresAt   Unix seconds; empty = never
     * @param tokenPrefix 16 characters, with an ellipsis where that is not all
     */
    record Listed(String node, String subject, Optional<Long> expiresAt, String registeredSpk, long savedAt,
                  String tokenPrefix, int tokenLength) {
    }
}
