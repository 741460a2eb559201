package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.adapters.storage.lmdb.client.LmdbClientStorage;
import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientState.Delivery;
import dev.dnsmesh.application.client.port.out.ClientState.Destination;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes one message in after the other, each with a prekey, and says so, until it is killed. */
final class ClientKillVictim {
    static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    static final Ed25519PublicKey SENDER = new Ed25519PublicKey(Octets.of(new byte[32]));
    static final OwnerName OWNER = new OwnerName("prekeys.mesh.test");

    private ClientKillVictim() {
    }

    /** @param arguments directory, number of the first message */
    public static void main(String... arguments) {
        ClientState state = new LmdbClientStorage().open(Path.of(arguments[0]));
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            state.addPrekeys(List.of(new StoredPrekey(number, Secret.of(new byte[32]), new X25519PublicKey(Octets.of(new byte[32])), NOW,
                    NOW, Optional.of(TxtValue.of("prekey " + number)))));
            state.deliver(new Delivery(new Message(0, id(number), SENDER, "", "mesh.test", Via.PRIMARY, NOW, NOW, NOW.plusSeconds(60), true,
                    true, Octets.of(new byte[number % 5_000])), Destination.INBOX, NOW.plusSeconds(60), number, Optional.of(OWNER)));
            System.out.println(number + " acknowledged");
        }
    }

    static MessageId id(int number) {
        return new MessageId(Octets.of(ByteBuffer.allocate(16).putInt(number).array()));
    }
}
