package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.octets.Secret;
import java.util.Optional;

/** Asks for a passphrase on the terminal, without echo. */
public interface PassphrasePrompt {
    /** What was typed, in UTF-8 without the line end; empty where there is no terminal or its input has ended. */
    Optional<Secret> ask(String question);
}
