package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.dnsmesh.adapters.http.admin.AdminSocket;
import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.bootstrap.lifecycle.Preflight;
import dev.dnsmesh.bootstrap.platform.EventLoops;
import dev.dnsmesh.domain.access.OperatorTokens;
import io.vertx.core.Vertx;

/** What only a serving node has: the one {@link Vertx}, addresses to bind, an operator, a certificate, the admin socket. */
final class ServerModule extends AbstractModule {
    private final Preflight preflight;
    private final OperatorTokens operator;
    private final TlsIdentity identity;
    private final SyncIdentity sync;

    ServerModule(Preflight preflight, OperatorTokens operator, TlsIdentity identity, SyncIdentity sync) {
        this.sync = sync;
        this.preflight = preflight;
        this.operator = operator;
        this.identity = identity;
    }

    @Override
    protected void configure() {
        bind(Preflight.class).toInstance(preflight);
        bind(OperatorTokens.class).toInstance(operator);
        bind(TlsIdentity.class).toInstance(identity);
        bind(SyncIdentity.class).toInstance(sync);
    }

    @Provides
    @Singleton
    Vertx vertx() {
        return Vertx.vertx(EventLoops.options().setPreferNativeTransport(true));
    }

    @Provides
    @Singleton
    AdminService admin(Vertx vertx, RunAdminCommand commands) {
        return new AdminService(new AdminSocket(vertx, preflight.directory().path(), commands));
    }
}
