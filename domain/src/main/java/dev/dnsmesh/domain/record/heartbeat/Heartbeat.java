package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.Signer;
import dev.dnsmesh.domain.name.DnRule;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.record.BodyWriter;
import dev.dnsmesh.domain.record.RecordType;
import dev.dnsmesh.domain.record.SealedRecord;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import java.util.Optional;

/**
 * What a heartbeat says: the node of {@code operator} serves at {@code endpoint} (records.md 2.10).
 *
 * @param version      of the software, at most 32 characters of ASCII, possibly none
 * @param capabilities 16 bits; see {@link #isClaimProvider}, unknown bits are kept
 * @param zone         of the claim provider as written, at most 64 octets; empty where there is none
 */
public record Heartbeat(
        PublicEndpoint endpoint, Ed25519PublicKey operator, String version, int capabilities, String zone,
        UnixTime issuedAt, UnixTime expiresAt) {
    /** Takes claims of first contact. */
    public static final int CLAIM_PROVIDER = 0x0001;
    static final Octets MAGIC = Octets.utf8("DMPHB03");
    /** The older form, without a zone: read, never written. */
    static final Octets MAGIC_WITHOUT_ZONE = Octets.utf8("DMPHB02");
    private static final int MAX_VERSION = 32;
    private static final int MAX_ZONE = 64;
    private static final int MAX_CAPABILITIES = 0xffff;
    private static final int TIME_BITS = 63;

    /** Refused where the signer is not {@code operator}, or a field breaks its rule. */
    public Signing sign(Signer signer) {
        if (!signer.publicKey().equals(operator)) {
            return new Signing.Refused("a heartbeat is signed by the operator it names");
        }
        if (!isWellFormed()) {
            return new Signing.Refused("a heartbeat has a version of at most 32 and a zone of at most 64 characters, "
                    + "16 bits of capabilities, and expires after it was issued");
        }
        if (!issuedAt.fits(TIME_BITS) || !expiresAt.fits(TIME_BITS)) {
            return new Signing.Refused("a heartbeat has times of 63 bits");
        }
        return SealedRecord.seal(RecordType.HEARTBEAT, body(), signer);
    }

    public boolean isClaimProvider() {
        return (capabilities & CLAIM_PROVIDER) != 0;
    }

    /** The zone in which claims are taken, where one is named. */
    public Optional<OwnerName> claimProviderZone() {
        return zone.isEmpty() ? Optional.empty() : OwnerName.parse(zone);
    }

    boolean isWellFormed() {
        return version.length() <= MAX_VERSION && Ascii.isAscii(version)
                && (zone.isEmpty() || zone.length() <= MAX_ZONE && DnRule.admits(zone))
                && capabilities >= 0 && capabilities <= MAX_CAPABILITIES
                && expiresAt.compareTo(issuedAt) > 0;
    }

    private Octets body() {
        return new BodyWriter().octets(MAGIC).text16(endpoint.text()).octets(operator.octets()).text8(version)
                .u16(capabilities).text8(zone).time(issuedAt).time(expiresAt).body();
    }
}
