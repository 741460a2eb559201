package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a backup holds (client.md 19.9).
 *
 * @param passphrase the identity's, where it was asked for
 */
public record ClientBackup(ClientSettings settings, List<SavedToken> tokens, State state, Optional<Secret> passphrase) {
    public ClientBackup {
        tokens = List.copyOf(tokens);
    }

    /** @param inbox empty unless it was asked for */
    public record State(List<StoredPrekey> prekeys, List<Blocked> denylist, List<Message> intros, List<Seen> seen,
                        List<Outgoing> outbox, List<Message> inbox) {
        public State {
            prekeys = List.copyOf(prekeys);
            denylist = List.copyOf(denylist);
            intros = List.copyOf(intros);
            seen = List.copyOf(seen);
            outbox = List.copyOf(outbox);
            inbox = List.copyOf(inbox);
        }
    }

    /**
     * What stands before the encrypted part, readable by anybody.
     *
     * @param spk  hex
     * @param salt for Argon2id, 16 octets
     */
    public record Header(Instant created, String username, String spk, int passes, int memoryKib, int lanes, Octets salt,
                         Octets nonce) {
    }
}
