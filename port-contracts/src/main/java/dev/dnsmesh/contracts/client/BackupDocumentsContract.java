package dev.dnsmesh.contracts.client;

import static dev.dnsmesh.contracts.client.SharedFilesStateContract.NOW;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.OWNER;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.SENDER;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.filled;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.id;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.message;
import static dev.dnsmesh.contracts.client.SharedFilesStateContract.prekey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.BackupDocuments;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientBackup.Header;
import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.Outgoing;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingClaim;
import dev.dnsmesh.application.client.port.out.ClientState.OutgoingRecord;
import dev.dnsmesh.application.client.port.out.ClientState.Seen;
import dev.dnsmesh.application.client.port.out.ClientState.Via;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link BackupDocuments} (client.md 19.9): nothing is lost on the way, and nothing but a document is taken for one. */
public interface BackupDocumentsContract {
    Header HEADER = new Header(NOW, "alice", SENDER.hex(), 3, 65_536, 1, filled(16, 5), filled(12, 6));

    BackupDocuments newDocuments();

    @Test
    default void a_document_gives_back_everything_it_was_made_of() {
        for (ClientBackup backup : List.of(full(), bare())) {
            assertThat(newDocuments().decode(newDocuments().encode(backup))).contains(backup);
        }
    }

    @Test
    default void a_header_gives_back_what_it_was_made_of() {
        assertThat(newDocuments().decodeHeader(newDocuments().encodeHeader(HEADER))).contains(HEADER);
    }

    @Test
    default void what_was_cut_off_is_neither_document_nor_header() {
        Octets document = newDocuments().encode(full());
        for (int length = 0; length < document.length(); length += 1 + length / 16) {
            assertThat(newDocuments().decode(document.slice(0, length))).as("%d octets", length).isEmpty();
        }
        Octets header = newDocuments().encodeHeader(HEADER);
        for (int length = 0; length < header.length(); length++) {
            assertThat(newDocuments().decodeHeader(header.slice(0, length))).as("%d octets", length).isEmpty();
        }
        assertThat(newDocuments().decode(header)).isEmpty();
        assertThat(newDocuments().decodeHeader(document)).isEmpty();
    }

    private static ClientBackup bare() {
        return new ClientBackup(SampleSettings.fresh("alice"), List.of(),
                new ClientBackup.State(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()), Optional.empty());
    }

    private static ClientBackup full() {
        Outgoing outgoing = new Outgoing(id(3), "bob", OWNER, List.of(new OutgoingRecord(OWNER, TxtValue.of("a"), 300)),
                List.of(new OutgoingClaim("zone.test", "127.0.0.1", 53, OWNER, TxtValue.of("b"), 300)), NOW, NOW.plusSeconds(300), 1);
        return new ClientBackup(SampleSettings.used("alice"),
                List.of(new SavedToken("node.test", "alice@mesh.test", "dmp_v1_x", Optional.of(7L), SENDER.hex(), 8),
                        new SavedToken("other.test", "alice@mesh.test", "dmp_v1_y", Optional.empty(), "", 0)),
                new ClientBackup.State(List.of(prekey(0xffff_ffffL, Optional.of(TxtValue.of("wire"))), prekey(2, Optional.empty())),
                        List.of(new Blocked(SENDER, NOW, "no")), List.of(message(1, Via.PRIMARY)), List.of(new Seen(SENDER, id(2), NOW)),
                        List.of(outgoing), List.of(message(4, Via.PROVIDER))),
                Optional.of(Secret.of(Octets.utf8("pass word"))));
    }
}
