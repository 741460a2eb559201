package dev.dnsmesh.violations.lmdbknowsanotheradapter.adapters.dns;

public final class Codec {
}
