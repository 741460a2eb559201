package dev.dnsmesh.bootstrap.wiring;

import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.bootstrap.platform.PrometheusMeter;
import dev.dnsmesh.bootstrap.platform.SystemRandomSource;
import dev.dnsmesh.bootstrap.platform.SystemTimeSource;

/** The machine's means, which the storage needs before there is an injector. */
record Platform(TimeSource time, RandomSource random, PrometheusMeter meter) {
    static Platform ofThisMachine() {
        return new Platform(new SystemTimeSource(), new SystemRandomSource(), new PrometheusMeter());
    }
}
