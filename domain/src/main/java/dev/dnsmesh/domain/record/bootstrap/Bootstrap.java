package dev.dnsmesh.domain.record.bootstrap;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.DomainName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.SequenceNumber;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import java.util.Comparator;
import java.util.List;

/**
 * What a bootstrap record says: the users of {@code userDomain} are served by these clusters (records.md 2.7). The
 * highest {@code sequence} counts.
 *
 * @param userDomain at most 64 octets
 * @param entries    1 to 16, no two with the same priority and domain; kept in ascending priority, else as given
 */
public record Bootstrap(
        DomainName userDomain, Ed25519PublicKey signingKey, SequenceNumber sequence, UnixTime expiresAt,
        List<BootstrapEntry> entries) {
    static final Octets MAGIC = Octets.utf8("DMPBS01");
    static final int MAX_DOMAIN = 64;
    static final int MAX_ENTRIES = 16;

    public Bootstrap {
        entries = entries.stream().sorted(Comparator.comparingInt(BootstrapEntry::priority)).toList();
    }

    /** Refused where the signer is not {@code signingKey}, a field breaks its rule, or the text gets longer than 1200. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(signingKey)) {
            return new Signing.Refused("a bootstrap record is signed by the key it names");
        }
        if (!isWellFormed()) {
            return new Signing.Refused("a bootstrap record has domains of at most 64 octets and 1 to 16 entries, "
                    + "no two of the same priority and domain");
        }
        return SealedRecord.seal(RecordType.BOOTSTRAP, body(), signer);
    }

    boolean isWellFormed() {
        return userDomain.octetLength() <= MAX_DOMAIN
                && !entries.isEmpty() && entries.size() <= MAX_ENTRIES
                && entries.stream().allMatch(BootstrapEntry::isWellFormed)
                && entries.stream().map(BootstrapEntry::identity).distinct().count() == entries.size();
    }

    private Octets body() {
        BodyWriter body = new BodyWriter().octets(MAGIC).u64(sequence.value()).time(expiresAt)
                .octets(signingKey.octets()).text8(userDomain.text()).u8(entries.size());
        for (BootstrapEntry entry : entries) {
            body.u16(entry.priority()).text8(entry.baseDomain().text()).octets(entry.operator().octets());
        }
        return body.body();
    }
}
