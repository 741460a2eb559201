package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.page.Discovery;
import dev.dnsmesh.adapters.http.page.LandingPage;
import dev.dnsmesh.adapters.http.page.NodeProfile;
import dev.dnsmesh.adapters.http.page.Registration;
import dev.dnsmesh.application.port.in.CheckHealth;
import dev.dnsmesh.application.port.in.CountRecords;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import dev.dnsmesh.bootstrap.settings.RegistrationSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;

/** The page at {@code /} (http.md 7). */
final class LandingModule extends AbstractModule {
    @Provides
    @Singleton
    LandingPage landing(NodeSettings settings, HeartbeatModule.Layer heartbeats, CountRecords records, CheckHealth health, DnsService dns, TimeSource time) {
        return new LandingPage(new NodeProfile(settings.heartbeat().selfEndpoint().map(URI::toString),
                settings.authority().zones().served(), registration(settings), discovery(heartbeats), NodeProfile.Links.PROJECT),
                records, health, () -> port(settings, dns), time);
    }

    private static Discovery discovery(HeartbeatModule.Layer heartbeats) {
        return heartbeats.exchange().<Discovery>map(peers -> new Discovery.On(heartbeats.operatorKey(), peers)).orElseGet(Discovery.Off::new);
    }

    /** Elsewhere a forwarded port may stand before the node's own, so that only the usual one can be named. */
    private static OptionalInt port(NodeSettings settings, DnsService dns) {
        return settings.loopbackProfile() ? dns.addresses().stream().mapToInt(InetSocketAddress::getPort).findFirst() : OptionalInt.empty();
    }

    private static Registration registration(NodeSettings settings) {
        RegistrationSettings registration = settings.registration();
        if (registration.available()) {
            return settings.update().enabled()
                    ? new Registration.SelfService(registration.lifetime(), List.copyOf(registration.allowlist().domains()))
                    : new Registration.WithoutUpdate();
        }
        return switch (settings.http().mode()) {
            case OPEN -> new Registration.Open();
            case LEGACY -> new Registration.OneToken();
            case MULTI_TENANT -> new Registration.ByOperator();
            case CLOSED -> new Registration.Closed();
        };
    }
}
