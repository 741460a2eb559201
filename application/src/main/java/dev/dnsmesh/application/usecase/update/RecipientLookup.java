package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.domain.name.MailboxHash;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Instant;

/** Who is registered to be sent claims (dns.md 9); nobody is where there is no keystore. */
@FunctionalInterface
public interface RecipientLookup {
    boolean isRecipient(MailboxHash hash, OwnerName zone, Instant now);
}
