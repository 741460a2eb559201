package dev.dnsmesh.bootstrap.wiring;

import com.google.inject.AbstractModule;

/** Makes the injector refuse whatever nobody wrote down. */
final class StrictModule extends AbstractModule {
    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().requireAtInjectOnConstructors();
        binder().disableCircularProxies();
    }
}
