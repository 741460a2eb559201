package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Optional;

/** How the records of the own zone are written (client.md 15). */
public sealed interface Writer {
    /** Signed UPDATEs. */
    record Update(Target target, OwnerName zone, TsigBlock key) implements Writer {
    }

    /** The node's record API. */
    record Http(String base, Optional<String> token) implements Writer {
        @Override
        public String toString() {
            return "Http[" + base + "]";
        }
    }
}
