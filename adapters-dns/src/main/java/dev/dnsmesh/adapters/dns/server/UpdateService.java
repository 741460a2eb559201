package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.tsig.TsigKeys;
import dev.dnsmesh.application.port.in.ApplyUpdate;

/** Whether this node takes UPDATEs. Without them there is no keystore either, so no TSIG verifies. */
public sealed interface UpdateService {
    /** {@code DMP_DNS_UPDATE_ENABLED} is on. */
    record Open(ApplyUpdate updates, TsigKeys keys) implements UpdateService {
    }

    /** Signed UPDATEs are answered NOTAUTH with BADKEY, others REFUSED. */
    record Closed() implements UpdateService {
    }
}
