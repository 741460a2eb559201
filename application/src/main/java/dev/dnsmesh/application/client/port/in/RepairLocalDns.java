package dev.dnsmesh.application.client.port.in;

/** {@code doctor --repair}: finds where the node answers DNS UPDATEs and stores it as {@code local_node_dns_*} (cli.md 8). */
@FunctionalInterface
public interface RepairLocalDns {
    ClientResult<Pinned> repair();

    /** @param server address literal */
    record Pinned(String server, int port) {
    }
}
