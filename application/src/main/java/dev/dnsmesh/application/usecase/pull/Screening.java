package dev.dnsmesh.application.usecase.pull;

import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.rrset.AnswerLength;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.sync.ReceivedRow;
import dev.dnsmesh.domain.sync.RowVerdict;
import dev.dnsmesh.domain.sync.RowVerifier;
import dev.dnsmesh.domain.update.Caps;
import dev.dnsmesh.domain.update.Replica;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What is thought of a row that a peer gave (cluster.md 6.3, 7). */
sealed interface Screening {
    record Taken(Replica replica) implements Screening {
    }

    /** Goes to quarantine. @param lasting no later time can think otherwise */
    record Kept(String reason, boolean lasting) implements Screening {
    }

    /** Of the value's octets; values that are not well-formed Unicode have none that was announced. */
    static String hash(String value) {
        return Sha256.of(Octets.utf8(value)).hex();
    }

    static Screening screen(ReceivedRow row, OptionalLong published, RowVerifier verifier, Instant now) {
        Optional<OwnerName> owner = OwnerName.parse(Ascii.lowerCased(row.name()));
        TxtValue value = TxtValue.of(row.value());
        if (owner.isEmpty() || row.ttl() < 1 || row.ttl() > TimeToLive.MAX_SECONDS) {
            return new Kept("has a name or TTL that no record has", false);
        }
        if (AnswerLength.ofEmpty(owner.get()) + AnswerLength.ofValue(value) > Caps.LARGEST_MESSAGE) {
            return new Kept("is too long for any answer", true);
        }
        return switch (verifier.judge(row.name(), row.value(), now)) {
            case RowVerdict.Accepted ignored -> new Taken(new Replica(owner.get(), value, new TimeToLive(row.ttl()), published));
            case RowVerdict.Refused(var kind, var reason) -> new Kept("is refused as " + kind.label() + " ("
                    + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")", reason.isPermanent());
        };
    }
}
