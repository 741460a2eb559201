package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.update.Watermark;
import java.util.Optional;

/**
 * Which manifest the peers are taken from, as it is kept.
 *
 * @param configured tells the peers of the settings under which it was applied
 * @param sequence   of the manifest that counts
 * @param wire       the manifest; empty where it was known at the first start and is not applied
 */
record AppliedManifest(String configured, Optional<SequenceNumber> sequence, String wire) {
    private static final String FORM = "1";
    private static final int FIELDS = 4;

    /** Empty where it is of another version of this software, or damaged. */
    static Optional<AppliedManifest> of(Watermark kept) {
        String[] fields = kept.state().asUtf8().orElse("").split("\n", -1);
        if (fields.length != FIELDS || !fields[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AppliedManifest(fields[1],
                    fields[2].isEmpty() ? Optional.empty() : Optional.of(new SequenceNumber(Long.parseUnsignedLong(fields[2]))), fields[3]));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    Watermark kept(String key) {
        return new Watermark(key, Octets.utf8(String.join("\n", FORM, configured, sequence.map(SequenceNumber::toString).orElse(""), wire)));
    }
}
