package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.KeepContacts;
import dev.dnsmesh.application.client.port.in.KeepContacts.Listed;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contacts add|list|remove|show}. */
@Command(name = "contacts", description = "Whom you know, by local name.")
public final class ContactsCommand {
    private final Session session;
    private final Supplier<KeepContacts> contacts;

    public ContactsCommand(Session session, Supplier<KeepContacts> contacts) {
        this.session = session;
        this.contacts = contacts;
    }

    @Command(name = "add", description = "Stores a contact, or replaces the one of that name.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh contacts add bob 55d5...1877 --signing-key b93d...ef80")
    int add(@Parameters(paramLabel = "NAME", description = "Local name.") String name,
            @Parameters(paramLabel = "X25519HEX", description = "Public key, 64 hex digits.") String encryptionKey,
            @Option(names = "--signing-key", paramLabel = "ED25519HEX", description = "Signing key, 64 hex digits: pins the contact.")
            Optional<String> signingKey) {
        Optional<X25519PublicKey> pub = X25519PublicKey.fromHex(encryptionKey.trim());
        Optional<Ed25519PublicKey> spk = signingKey.flatMap(hex -> Ed25519PublicKey.fromHex(hex.trim()));
        if (pub.isEmpty() || signingKey.isPresent() && spk.isEmpty()) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE,
                    (pub.isEmpty() ? "the public key" : "the signing key") + " is not 64 hex digits").withExit(1));
        }
        return session.end(contacts.get().add(name, pub.get(), spk), added -> session.done(json -> put(json, added),
                out -> out.println("stored " + added.label())));
    }

    @Command(name = "list", description = "Lists all contacts.", footerHeading = "%nExample:%n", footer = "  dnsmesh contacts list --json")
    int list() {
        return session.end(contacts.get().list(), listed -> session.done(json -> {
            var array = json.putArray("contacts");
            listed.forEach(contact -> put(array.addObject(), contact));
        }, out -> {
            if (listed.isEmpty()) {
                out.println("(no contacts)");
            }
            table(listed).forEach(out::println);
        }));
    }

    private static List<String> table(List<Listed> contacts) {
        int width = contacts.stream().mapToInt(contact -> contact.label().length()).max().orElse(0);
        return contacts.stream().map(contact -> contact.label() + " ".repeat(width - contact.label().length()) + "  "
                + contact.encryptionKey().map(X25519PublicKey::hex).orElse("-".repeat(64)) + "  "
                + (contact.pinned() ? "(pinned)" : "(UNPINNED)")).toList();
    }

    @Command(name = "remove", description = "Forgets a contact and its pin.", footerHeading = "%nExample:%n", footer = "  dnsmesh contacts remove bob")
    int remove(@Parameters(paramLabel = "NAME", description = "Local name.") String name) {
        return session.end(contacts.get().remove(name), removed -> session.done(json -> put(json, removed),
                out -> out.println("removed " + removed.label())));
    }

    @Network
    @Command(name = "show", description = "Shows a contact's keys, and whether prekeys of it are live.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh contacts show bob")
    int show(@Parameters(paramLabel = "NAME", description = "Local name.") String name) {
        return session.end(contacts.get().show(name), shown -> session.done(json -> {
            put(json, shown.contact());
            json.put("prekeys_live", shown.prekeysLive().orElse(null));
        }, out -> {
            Listed contact = shown.contact();
            out.println("label: " + contact.label());
            out.println("username: " + contact.username());
            out.println("zone: " + contact.zone());
            out.println("public_key: " + contact.encryptionKey().map(X25519PublicKey::hex).orElse("-"));
            out.println("signing_public_key: " + contact.signingKey().map(Ed25519PublicKey::hex).orElse("-"));
            out.println("fingerprint: " + contact.fingerprint().orElse("-"));
            out.println("pinned: " + (contact.pinned() ? "yes" : "no") + ", sendable: " + (contact.sendable() ? "yes" : "no"));
            out.println("live prekeys: " + shown.prekeysLive().map(String::valueOf).orElse("not known"));
        }));
    }

    private static void put(ObjectNode json, Listed contact) {
        json.put("label", contact.label()).put("username", contact.username()).put("zone", contact.zone())
                .put("public_key", contact.encryptionKey().map(X25519PublicKey::hex).orElse(""))
                .put("signing_public_key", contact.signingKey().map(Ed25519PublicKey::hex).orElse(""))
                .put("fingerprint", contact.fingerprint().orElse(null)).put("pinned", contact.pinned()).put("sendable", contact.sendable());
    }
}
