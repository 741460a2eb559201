package dev.dnsmesh.violations.applicationknowsanadapter.adapters.dns;

public final class DnsThing {
}
