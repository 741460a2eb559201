package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.identity.OwnNames;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.record.Signing;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.util.ArrayList;
import java.util.List;

/** Puts a signed identity in the place of earlier ones of the same keys (client.md 3.1, 18 no. 2). */
public final class IdentityPublishing {
    private final TxtResolver resolver;
    private final ZoneWriter writer;
    private final TimeSource time;

    public IdentityPublishing(TxtResolver resolver, ZoneWriter writer, TimeSource time) {
        this.resolver = resolver;
        this.writer = writer;
        this.time = time;
    }

    /** The number of earlier records that were taken away. */
    public ClientResult<Integer> publish(ClientSettings settings, OwnNames names, UnlockedIdentity keys, long ttlSeconds,
                                         MessageVersions versions) {
        if (ttlSeconds < 1 || ttlSeconds > TimeToLive.MAX_SECONDS) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "a TTL has 1 to " + TimeToLive.MAX_SECONDS + " seconds");
        }
        var identity = new Identity(names.username(), keys.encryptionKey(), keys.signingKey(), UnixTime.of(time.now()), versions);
        return switch (identity.sign(keys.signer())) {
            case Signing.Refused(var reason) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG, reason);
            case Signing.Signed(var text) -> replace(settings, names, keys, new TimeToLive(ttlSeconds), TxtValue.of(text));
        };
    }

    /** One UPDATE: a moment without any identity never is. Where deletes are refused, the addition alone. */
    private ClientResult<Integer> replace(ClientSettings settings, OwnNames names, UnlockedIdentity keys, TimeToLive ttl,
                                          TxtValue value) {
        Change add = new Change.Add(names.identity(), value, ttl, Change.WhenFull.REFUSE);
        List<TxtValue> earlier = earlier(names, keys, value);
        List<Change> changes = new ArrayList<>(List.of(add));
        earlier.forEach(old -> changes.add(new Change.DeleteValue(names.identity(), old)));
        return switch (writer.write(settings, changes)) {
            case Written.Done _ -> ClientResult.done(earlier.size());
            case Written.Failed(var failure, var _) when earlier.isEmpty() || failure.code() != ClientErrorCode.REFUSED -> failure.result();
            case Written.Failed _ -> switch (writer.write(settings, List.of(add))) {
                case Written.Done _ -> ClientResult.done(0);
                case Written.Failed(var failure, var _) -> failure.result();
            };
        };
    }

    private List<TxtValue> earlier(OwnNames names, UnlockedIdentity keys, TxtValue fresh) {
        return switch (resolver.lookup(names.identity())) {
            case Lookup.Found(var values) -> values.stream()
                    .filter(value -> !value.equals(fresh) && value.text().flatMap(ParsedIdentity::parse)
                            .filter(parsed -> parsed.identity().encryptionKey().equals(keys.encryptionKey())
                                    && parsed.identity().signingKey().equals(keys.signingKey())).isPresent())
                    .toList();
            case Lookup.Absent _, Lookup.Unreachable _ -> List.of();
        };
    }
}
