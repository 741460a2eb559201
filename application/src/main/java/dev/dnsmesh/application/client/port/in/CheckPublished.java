package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.domain.name.MessageId;
import java.time.Instant;
import java.util.List;

/** Looks at what was sent to somebody as the recipient finds it. Needs no passphrase: manifests say what belongs to them. */
public interface CheckPublished {
    /** Every message of ours to that contact whose manifest is published, oldest first. Fails where no slot could be read. */
    ClientResult<List<Published>> check(String recipient);

    /**
     * One message.
     *
     * @param needed     chunks that the recipient needs, any of them
     * @param total      chunks that were sent
     * @param found      chunks that are still there, sound
     * @param unanswered chunks that could not be looked up
     */
    record Published(MessageId message, Instant sentAt, Instant expiresAt, int needed, int total, int found, int unanswered) {
        public boolean isReadable() {
            return found >= needed;
        }

        /** Not even if those that could not be looked up are all there. */
        public boolean isLost() {
            return found + unanswered < needed;
        }
    }
}
