package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.NodeProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link NodeProbe} (cli.md 8): a node is told by its refusal, and by nothing else. */
public interface NodeProbeContract {
    String HOST = "node.test";
    String ADDRESS = "127.0.0.1";
    Duration LIMIT = Duration.ofMillis(250);

    /** Where {@link #HOST} has the address {@link #ADDRESS} and other names have none. */
    NodeProbe newProbe();

    /** At {@link #ADDRESS}. */
    int portOfNode();

    /** Of DNS servers that are no node, and one where nobody answers; all at {@link #ADDRESS}. */
    List<Integer> otherPorts();

    @Test
    default void a_node_is_found_by_name_or_address_and_told_by_its_address() {
        assertThat(newProbe().probe(HOST, portOfNode(), LIMIT)).contains(ADDRESS);
        assertThat(newProbe().probe(ADDRESS, portOfNode(), LIMIT)).contains(ADDRESS);
    }

    @Test
    default void another_server_silence_and_a_host_without_address_are_no_node() {
        for (int port : otherPorts()) {
            assertThat(newProbe().probe(HOST, port, LIMIT)).isEmpty();
        }
        for (String host : List.of("nowhere.test", "", "a..b", "\0", "x".repeat(300))) {
            assertThat(newProbe().probe(host, portOfNode(), LIMIT)).as(host).isEmpty();
        }
    }
}
