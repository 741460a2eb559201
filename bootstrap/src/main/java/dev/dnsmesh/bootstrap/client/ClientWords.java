package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.Word;
import java.util.ArrayList;
import java.util.List;

/** The commands of {@code dnsmesh}, each with the use cases it asks. In the order in which help lists them. */
final class ClientWords {
    private ClientWords() {
    }

    /** Suppliers: a use case is made, and what it needs is opened, when a command asks. */
    static List<Word> of(ClientParts parts) {
        var core = new CoreParts(parts);
        List<Word> words = new ArrayList<>(new IdentityWords(parts, core).words());
        words.addAll(new MessageWords(parts, core).words());
        words.addAll(new ToolWords(parts, core).words());
        return words;
    }
}
