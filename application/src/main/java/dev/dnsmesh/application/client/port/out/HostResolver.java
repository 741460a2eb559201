package dev.dnsmesh.application.client.port.out;

import java.net.InetAddress;
import java.util.List;

/** Finds the address that UPDATEs for a host go to (client.md 7.4): literal, pool, system, NS fallback. */
public interface HostResolver {
    /** Addresses in order of preference; empty where nothing was found. */
    List<InetAddress> addressesOf(String host);
}
