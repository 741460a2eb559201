package dev.dnsmesh.application.client.port.in;

import java.util.List;

/** {@code resolvers list}: {@code dns_resolvers} as configured. */
@FunctionalInterface
public interface ListResolvers {
    ClientResult<List<String>> resolvers();
}
