package dev.dnsmesh.application.usecase.transfer;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.TransferRow.OfHistory;
import java.util.Optional;

/**
 * How far a copy is, as its target keeps it: four words.
 *
 * @param source what the source was when the copy began: instance and last stamp
 * @param kind   what is being copied
 * @param after  the place in it from which to go on; empty = from its beginning
 */
record CopyNote(String source, RowKind kind, Optional<Octets> after) {
    private static final String VERSION = "copy-1";

    static String sourceOf(OfHistory history) {
        return history.instance().hex() + "/" + history.last().millis();
    }

    Octets octets() {
        return Octets.utf8(String.join(" ", VERSION, source, kind.name(), "@" + after.map(Octets::hex).orElse("")));
    }

    /** Empty where a later version wrote it. */
    static Optional<CopyNote> parse(Octets note) {
        String[] words = note.asUtf8().orElse("").split(" ");
        if (words.length != 4 || !words[0].equals(VERSION) || !words[3].startsWith("@")) {
            return Optional.empty();
        }
        Optional<Octets> place = Octets.fromHex(words[3].substring(1));
        for (RowKind kind : RowKind.values()) {
            if (kind.name().equals(words[2]) && place.isPresent()) {
                return Optional.of(new CopyNote(words[1], kind, place.filter(after -> !after.isEmpty())));
            }
        }
        return Optional.empty();
    }
}
