package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.MessageReader;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.adapters.dns.tsig.TsigCheck;
import dev.dnsmesh.adapters.dns.tsig.TsigRecord;
import dev.dnsmesh.adapters.dns.tsig.TsigVerifier;
import dev.dnsmesh.adapters.dns.update.UpdateDecoder;
import dev.dnsmesh.adapters.dns.update.UpdateSections;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.time.Instant;
import java.util.Optional;

/** Hands an authenticated UPDATE to the use case. Blocks until the outcome is durable. */
final class UpdateResponder {
    /** So many claims are decoded without asking first whether their source can pay for them. */
    private static final int FEW_CLAIMS = 4;

    private final ApplyUpdate updates;
    private final TsigVerifier verifier;
    private final AnswerQuery.Zones zones;
    private final UpdateDecoder decoder = new UpdateDecoder();
    private final NameKey name = new NameKey();

    UpdateResponder(ApplyUpdate updates, AnswerQuery.Zones zones, TsigVerifier verifier) {
        this.updates = updates;
        this.zones = zones;
        this.verifier = verifier;
    }

    /** It waits for nothing: unsigned, and refused by what it holds alone. */
    boolean isRefusedAtOnce(Exchange exchange) {
        return isUnsigned(exchange) && (decoder.isHopelessUnsigned(exchange.request(), seconds(exchange))
                || !isZoneOfOurs(exchange.request()));
    }

    /** Whatever takes UPDATEs is a zone that is served. */
    private boolean isZoneOfOurs(MessageReader request) {
        name.setWire(request.message(), Wire.HEADER);
        int octets = request.questionNameLength();
        return zones.zoneOf(name).filter(zone -> zone.text().length() + 2 == octets).isPresent();
    }

    /**
     * More claims than the bucket of their source can pay for, from an address that nobody has proven: to be sent again over
     * TCP (dns.md 10.15). Said before they are decoded, which many cost dearly.
     */
    boolean isTooMuchForUdp(Exchange exchange) {
        int claims = exchange.request().authorities();
        return claims > FEW_CLAIMS && isUnsigned(exchange) && !exchange.isAddressProven()
                && updates.exhausts(exchange.source(), claims);
    }

    /** Applies the UPDATE; empty where its sections cannot be decoded. */
    Optional<ApplyUpdate.Outcome> respond(Exchange exchange) {
        Optional<UpdateSections> decoded = isUnsigned(exchange) ? decoder.decodeUnsigned(exchange.request(), seconds(exchange))
                : decoder.decode(exchange.request());
        return decoded.map(sections -> updates.apply(new ApplyUpdate.Request(sections.zones(),
                sections.prerequisites(), sections.updates(), authority(exchange), exchange.source(),
                exchange.transport(), exchange.isAddressProven())));
    }

    private static long seconds(Exchange exchange) {
        return exchange.now().getEpochSecond();
    }

    private static boolean isUnsigned(Exchange exchange) {
        return exchange.check() instanceof TsigCheck.Absent;
    }

    private ApplyUpdate.Authority authority(Exchange exchange) {
        return exchange.check() instanceof TsigCheck.Genuine(TsigKey key)
                ? new ApplyUpdate.Authority.Signed(key, replay(exchange.tsig()))
                : new ApplyUpdate.Authority.Unsigned();
    }

    /** Names this very UPDATE for as long as it would verify (dns.md 10.6). */
    private ReplayEntry replay(TsigRecord tsig) {
        ReplayId id = new ReplayId(Sha256.of(tsig.keyNameWire(), tsig.mac()).slice(0, ReplayId.LENGTH));
        return new ReplayEntry(id, Instant.ofEpochSecond(tsig.timeSigned() + verifier.effectiveFudge(tsig) + 1));
    }
}
