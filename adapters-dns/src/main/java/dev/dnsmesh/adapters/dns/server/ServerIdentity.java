package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.nio.ByteBuffer;
import java.util.Map;

/** What class CH tells about this server (RFC 4892, dns.md 10.10). */
final class ServerIdentity {
    /** Answered REFUSED. */
    static final ByteBuffer UNSET = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Map<NameKey, ByteBuffer> values;

    ServerIdentity(DnsServerSettings settings) {
        ByteBuffer id = settings.nsid().asBuffer();
        ByteBuffer version = settings.version().asBuffer();
        values = Map.of(key("id.server"), id, key("hostname.bind"), id,
                key("version.bind"), version, key("version.server"), version);
    }

    /** The value of this name, {@link #UNSET} where it has none. */
    ByteBuffer value(NameKey name) {
        return values.getOrDefault(name, UNSET);
    }

    private static NameKey key(String name) {
        return NameKey.of(new OwnerName(name));
    }
}
