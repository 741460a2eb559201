package dev.dnsmesh.application.client.provider;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.port.out.TxtResolver.Lookup;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Providers;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.SignatureVerifier;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.ZoneText;
import dev.dnsmesh.domain.record.TimeLimits;
import dev.dnsmesh.domain.record.Verified;
import dev.dnsmesh.domain.record.heartbeat.Heartbeat;
import dev.dnsmesh.domain.record.heartbeat.ParsedHeartbeat;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the claim providers of a client (client.md 13): the one configured, or those that nodes nearby know, and a seed. */
public final class ClaimProviders {
    private static final int MOST = 3;
    private static final OwnerName SEED_ZONE = new OwnerName("dmp.dnsmesh.io");
    private static final ClaimProvider SEED = new ClaimProvider(SEED_ZONE, "https://dnsmesh.io");

    private final SignatureVerifier verifier;
    private final TimeSource time;

    public ClaimProviders(SignatureVerifier verifier, TimeSource time) {
        this.verifier = verifier;
        this.time = time;
    }

    /** In order of preference; none where the user switched them off. */
    public List<ClaimProvider> of(ClientSettings settings, TxtResolver resolver) {
        if (settings.ours().providersNone()) {
            return List.of();
        }
        Providers configured = settings.providers();
        return configured.override().isBlank() ? discovered(settings, resolver) : overriding(configured);
    }

    private static List<ClaimProvider> overriding(Providers configured) {
        String endpoint = configured.override().trim();
        Optional<OwnerName> zone = configured.zone().isBlank() ? ZoneText.ofEndpoint(endpoint).flatMap(OwnerName::parse)
                : OwnerName.parse(configured.zone().trim());
        return zone.map(z -> new ClaimProvider(z, endpoint)).stream().toList();
    }

    private List<ClaimProvider> discovered(ClientSettings settings, TxtResolver resolver) {
        List<OwnerName> feeds = feeds(settings);
        Optional<OwnerName> seedName = RelativeName.HEARTBEAT.under(SEED_ZONE);
        PassLookups lookups = new PassLookups(resolver);
        Map<OwnerName, Lookup> found = lookups.all(Stream.concat(feeds.stream(), seedName.stream()).toList());
        List<TxtValue> harvested = feeds.stream().flatMap(name -> PassLookups.values(found.get(name)).stream()).distinct().toList();
        List<ClaimProvider> providers = new ArrayList<>(known(harvested));
        seedName.map(name -> PassLookups.values(found.get(name))).flatMap(this::seed).ifPresent(providers::add);
        return withoutRepeats(providers);
    }

    private static List<OwnerName> feeds(ClientSettings settings) {
        Stream<String> zones = Stream.of(Optional.of(settings.cluster().baseDomain()), settings.tsig().map(TsigBlock::zone),
                ZoneText.ofEndpoint(Endpoint.normalised(settings.home().endpoint()))).flatMap(Optional::stream);
        return zones.map(OwnerName::parse).flatMap(Optional::stream).distinct()
                .map(RelativeName.SEEN::under).flatMap(Optional::stream).toList();
    }

    /** Fresh heartbeats first, then older ones that have not ended (client.md 18 no. 19); one an operator. */
    private List<ClaimProvider> known(List<TxtValue> values) {
        Instant now = time.now();
        List<Heartbeat> unexpired = heartbeats(values, now).stream()
                .filter(h -> h.issuedAt().isAtMostAhead(TimeLimits.SKEW, now) && h.isClaimProvider())
                .sorted(Comparator.comparing(Heartbeat::issuedAt).reversed()).toList();
        Map<Ed25519PublicKey, ClaimProvider> byOperator = new LinkedHashMap<>();
        unexpired.forEach(h -> provider(h).ifPresent(p -> byOperator.putIfAbsent(h.operator(), p)));
        return byOperator.values().stream().limit(MOST).toList();
    }

    /** Signed and not ended, however long ago they were issued. */
    private List<Heartbeat> heartbeats(Collection<TxtValue> values, Instant now) {
        return values.stream().map(TxtValue::text).flatMap(Optional::stream).map(ParsedHeartbeat::parse)
                .flatMap(Optional::stream).map(parsed -> parsed.verify(verifier, now, TimeLimits.SHORT_LIVED))
                .flatMap(Optional::stream).map(Verified::record).toList();
    }

    private static Optional<ClaimProvider> provider(Heartbeat heartbeat) {
        return heartbeat.claimProviderZone().or(() -> OwnerName.parse(heartbeat.endpoint().host()))
                .map(zone -> new ClaimProvider(zone, heartbeat.endpoint().text()));
    }

    /** What the seed says of itself; the built-in pair where it says nothing; nothing where it takes no claims any more. */
    private Optional<ClaimProvider> seed(List<TxtValue> values) {
        Instant now = time.now();
        List<Heartbeat> valid = heartbeats(values, now).stream()
                .filter(h -> h.issuedAt().isAtMostAhead(TimeLimits.SKEW, now) && h.issuedAt().isAtMostAgo(TimeLimits.SKEW, now))
                .toList();
        return valid.isEmpty() ? Optional.of(SEED)
                : valid.stream().filter(Heartbeat::isClaimProvider).findFirst().flatMap(ClaimProviders::provider);
    }

    private static List<ClaimProvider> withoutRepeats(List<ClaimProvider> providers) {
        Set<String> endpoints = providers.stream().map(ClaimProviders::endpointKey).collect(Collectors.toSet());
        return providers.stream().filter(provider -> endpoints.remove(endpointKey(provider))).toList();
    }

    private static String endpointKey(ClaimProvider provider) {
        return Endpoint.normalised(provider.endpoint()).toLowerCase(Locale.ROOT);
    }
}
