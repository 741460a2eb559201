package dev.dnsmesh.application.client.port.in;

import dev.dnsmesh.application.client.port.out.Progress;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.SlotNumber;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Encrypts a message to a contact and publishes it, or only says what that would come to (client.md 6, 7, 19.10). */
public interface SendMessage {
    ClientResult<Sending> send(Order order, Progress progress);

    /**
     * @param recipient    label of a contact, or {@code label@anything}
     * @param body         any octets
     * @param ttlSeconds   lifetime; empty = the configured one, lowered to what the node takes
     * @param checkOnly    publish nothing
     * @param requireFs    fail rather than send without forward secrecy
     * @param withoutClaims tell no provider and not the recipient's zone
     */
    record Order(String recipient, Octets body, OptionalLong ttlSeconds, boolean checkOnly, boolean requireFs,
                 boolean withoutClaims) {
    }

    /**
     * A message that was sent, or would be.
     *
     * @param bytes         of the body
     * @param forwardSecret encrypted to a prekey
     * @param prekeyId      0 = none
     * @param envelope      1 = plain body, 2 = in an envelope that names the sender
     * @param dataChunks    how many of {@code totalChunks} the recipient needs
     * @param claims        what became of the claims; of a check, where they would go
     */
    record Sending(String recipient, MessageId message, SlotNumber slot, String zone, int bytes, Instant expiresAt,
                   boolean forwardSecret, long prekeyId, int envelope, int dataChunks, int totalChunks, Updates updates,
                   Limits limits, Claims claims) {
    }

    /** @param octets on the wire as far as known */
    record Updates(int messages, int octets, String transport) {
    }

    record Limits(int maxBytes, int valueCap, int ttlCap) {
    }

    record Claims(List<Claim> providers, Optional<Claim> recipient) {
        public Claims {
            providers = List.copyOf(providers);
        }

        public long accepted() {
            return providers.stream().filter(Claim::accepted).count();
        }
    }

    /**
     * @param endpoint of a provider, as it is announced or configured
     * @param rcode    as answered, or why there was no answer
     */
    record Claim(String zone, String endpoint, boolean accepted, String rcode) {
    }
}
