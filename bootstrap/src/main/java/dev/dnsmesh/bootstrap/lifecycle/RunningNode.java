package dev.dnsmesh.bootstrap.lifecycle;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import java.util.function.Consumer;

/**
 * A node that serves.
 *
 * @param meter    what tells how it fares
 * @param takeOver makes settings hold from now on that differ from the earlier ones in what a reload can change
 */
public record RunningNode(Services services, Endpoints endpoints, Meter meter, Consumer<NodeSettings> takeOver) {
    /** Also binds addresses that the machine has got since, where every address is wanted. */
    public void reload(NodeSettings settings) {
        takeOver.accept(settings);
    }

    /** No new work; what was accepted is committed and answered. */
    public void stop() {
        services.stop();
    }
}
