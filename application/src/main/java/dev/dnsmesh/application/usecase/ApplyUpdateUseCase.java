package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.RecordStore;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.application.port.out.VolumeExchange;
import dev.dnsmesh.application.usecase.update.ClaimGate;
import dev.dnsmesh.application.usecase.update.RecipientLookup;
import dev.dnsmesh.application.usecase.update.Refusal;
import dev.dnsmesh.application.usecase.update.ReplayGate;
import dev.dnsmesh.application.usecase.update.SignedUpdates;
import dev.dnsmesh.application.usecase.update.UnsignedUpdates;
import dev.dnsmesh.application.usecase.update.UpdateCase;
import dev.dnsmesh.application.usecase.update.UpdateCommit;
import dev.dnsmesh.application.usecase.update.UpdateSettings;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.net.InetAddress;
import java.util.function.Supplier;

/** Applies an UPDATE as a whole or not at all (dns.md 10.3). Safe for use by several threads. */
public final class ApplyUpdateUseCase implements ApplyUpdate {
    private final Supplier<ZoneTable> zones;
    private final Supplier<UpdateSettings> settings;
    private final TimeSource time;
    private final ReplayGate replays;
    private final SignedUpdates signedUpdates;
    private final UnsignedUpdates unsignedUpdates;

    /**
     * @param zones      asked once per UPDATE, like {@code settings}, so that a reload takes effect between two of them
     * @param recipients whoever is registered in the keystore
     * @param volumes    what other nodes on the storage let keys add
     */
    public ApplyUpdateUseCase(Supplier<ZoneTable> zones, Supplier<UpdateSettings> settings, RecordStore records,
                              RecipientLookup recipients, SignatureVerifier verifier, VolumeExchange volumes,
                              RandomSource random, TimeSource time) {
        this.zones = zones;
        this.settings = settings;
        this.time = time;
        replays = new ReplayGate(records, random.octets(Long.BYTES).asBuffer().getLong());
        ClaimGate claims = new ClaimGate(records, recipients, verifier);
        UpdateCommit commit = new UpdateCommit(records);
        signedUpdates = new SignedUpdates(claims, commit, volumes, time);
        unsignedUpdates = new UnsignedUpdates(claims, commit);
    }

    @Override
    public Outcome apply(Request request) {
        UpdateCase update = new UpdateCase(request, settings.get(), zones.get(), time.now(), time.nanos());
        try {
            return switch (request.authority()) {
                case Authority.Signed signed -> replays.once(signed.replay(), update, room ->
                        signedUpdates.apply(update, signed, room));
                case Authority.Unsigned unsigned -> unsignedUpdates.apply(update);
            };
        } catch (StorageUnavailable outage) {
            return Refusal.STORAGE.denied();
        }
    }

    @Override
    public boolean exhausts(InetAddress source, int claims) {
        return unsignedUpdates.exhausts(source, claims, settings.get(), zones.get(), time.nanos());
    }
}
