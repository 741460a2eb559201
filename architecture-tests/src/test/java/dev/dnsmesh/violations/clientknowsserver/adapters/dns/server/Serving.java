package dev.dnsmesh.violations.clientknowsserver.adapters.dns.server;

public final class Serving {
}
