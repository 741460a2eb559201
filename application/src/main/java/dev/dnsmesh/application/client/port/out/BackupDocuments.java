package dev.dnsmesh.application.client.port.out;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** The JSON of a backup (client.md 19.9). */
public interface BackupDocuments {
    Octets encode(ClientBackup backup);

    /** Empty where it is no such document. */
    Optional<ClientBackup> decode(Octets document);

    Octets encodeHeader(ClientBackup.Header header);

    /** Empty where it is no such header, or of another kind of encryption. */
    Optional<ClientBackup.Header> decodeHeader(Octets header);
}
