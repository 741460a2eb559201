package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.FetchIdentity;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Fetched;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Pinned;
import dev.dnsmesh.application.client.port.in.OwnIdentity;
import dev.dnsmesh.application.client.port.in.PublishIdentity;
import dev.dnsmesh.application.client.port.in.RefreshPrekeys;
import dev.dnsmesh.application.client.port.in.RotateIdentity;
import dev.dnsmesh.application.client.port.in.ShowIdentity;
import dev.dnsmesh.application.client.port.in.ShowIdentityStatus;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code identity show|publish|refresh-prekeys|fetch|rotate|status}. */
@Command(name = "identity", description = "Your identity, and finding those of others.")
public final class IdentityCommand {
    private static final int STALE_PASSPHRASE = 3;
    private static final Map<String, RevocationReason> REASONS = Map.of("routine", RevocationReason.ROUTINE,
            "compromise", RevocationReason.COMPROMISE, "lost_key", RevocationReason.LOST_KEY);

    private final Session session;
    private final Cases cases;

    /** The use cases, each made when its command runs. */
    public record Cases(Supplier<ShowIdentity> show, Supplier<PublishIdentity> publish, Supplier<RefreshPrekeys> refresh,
                        Supplier<FetchIdentity> fetch, Supplier<RotateIdentity> rotate, Supplier<ShowIdentityStatus> status) {
    }

    public IdentityCommand(Session session, Cases cases) {
        this.session = session;
        this.cases = cases;
    }

    @Command(name = "show", description = "Shows your keys; needs no network.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh identity show --qr")
    int show(@Option(names = "--qr", description = "A QR code of your address and fingerprint, too.") boolean qr) {
        return session.end(cases.show().get().show(), own -> session.doneAs(json(own), out -> {
            out.println("username: " + own.username());
            out.println("domain: " + own.domain());
            out.println("public_key: " + own.encryptionKey().hex());
            out.println("signing_public_key: " + own.signingKey().hex());
            out.println("user_id: " + own.userId().hex());
            out.println("address: " + own.address());
            out.println("fingerprint: " + own.fingerprint());
            if (qr) {
                out.print(QrCode.of(own.address() + " " + own.fingerprint()));
            }
        }));
    }

    private static ObjectNode json(OwnIdentity own) {
        return JsonNodeFactory.instance.objectNode().put("username", own.username()).put("domain", own.domain())
                .put("public_key", own.encryptionKey().hex()).put("signing_public_key", own.signingKey().hex())
                .put("user_id", own.userId().hex()).put("address", own.address()).put("fingerprint", own.fingerprint());
    }

    @Network
    @Command(name = "publish", description = "Publishes your identity, in the place of earlier records of the same keys.",
            footerHeading = "%nExample:%n", footer = "  dnsmesh identity publish --advertise-v2")
    int publish(@Option(names = "--ttl", paramLabel = "S", defaultValue = "86400", description = "Life in seconds (${DEFAULT-VALUE}).") long ttl,
                @Option(names = "--advertise-v2", description = "Say that you read enveloped messages.") boolean envelopes) {
        return session.end(cases.publish().get().publish(ttl, envelopes), published -> session.done(json -> {
            json.put("name", published.name()).put("address", published.address());
            published.versions().forEach(json.putArray("versions")::add);
            json.put("ttl", published.ttlSeconds()).put("fingerprint", published.fingerprint()).put("replaced", published.replaced());
        }, out -> {
            out.println("published " + published.name() + " for " + published.ttlSeconds() + " s");
            out.println("others fetch it with: dnsmesh identity fetch " + published.address() + " --add");
            out.println("fingerprint to compare: " + published.fingerprint());
        }));
    }

    @Network
    @Command(name = "refresh-prekeys", description = "Makes and publishes one-time keys, which give forward secrecy.",
            footerHeading = "%nExample:%n", footer = "  dnsmesh identity refresh-prekeys --count 40")
    int refresh(@Option(names = "--count", paramLabel = "N", defaultValue = "25", description = "How many (${DEFAULT-VALUE}).") int count,
                @Option(names = "--ttl", paramLabel = "S", defaultValue = "86400", description = "Life in seconds (${DEFAULT-VALUE}).") long ttl) {
        return session.end(cases.refresh().get().refresh(count, ttl), refreshed -> session.done(
                json -> json.put("name", refreshed.name()).put("requested", refreshed.requested())
                        .put("published", refreshed.published()).put("live", refreshed.live()),
                out -> {
                    out.println("published " + refreshed.published() + "/" + refreshed.requested() + " prekeys at " + refreshed.name());
                    out.println("live prekeys here: " + refreshed.live());
                }));
    }

    @Network
    @Command(name = "fetch", description = "Finds somebody's identity and, with --add, makes a contact of it.",
            footerHeading = "%nExample:%n", footer = "  dnsmesh identity fetch bob@b.example --add")
    int fetch(@Parameters(paramLabel = "NAME", description = "user@host, or a bare user name.") String name,
              @Option(names = "--domain", paramLabel = "D", description = "Where a bare user name is looked for (your own zone).")
              Optional<String> domain,
              @Option(names = "--add", description = "Pin it as a contact.") boolean add,
              @Option(names = "--replace", description = "With --add: in the place of a contact with other keys.") boolean replace,
              @Option(names = "--accept-fingerprint", paramLabel = "HEX16", description = "Take the identity that has this fingerprint.")
              Optional<String> fingerprint,
              @Option(names = "--via-bootstrap", description = "Through the cluster of the pinned user domain.") boolean viaBootstrap) {
        if (viaBootstrap) {
            return session.fail(new ClientFailure(ClientErrorCode.NOT_FOUND,
                    "--via-bootstrap is not in this version; without it the identity is looked up through your resolvers", Map.of(), 1));
        }
        ClientResult<Fetched> result = cases.fetch().get().fetch(new FetchIdentity.Order(name, domain, add, replace, fingerprint));
        if (result instanceof ClientResult.Failed<Fetched>(var failure)) {
            candidates(failure);
        }
        return session.end(result, this::fetched);
    }

    private void candidates(ClientFailure failure) {
        if (failure.detail().get("candidates") instanceof Iterable<?> candidates) {
            for (Object candidate : candidates) {
                if (candidate instanceof Map<?, ?> c) {
                    session.warning("candidate: fingerprint " + c.get("fingerprint") + " public_key " + c.get("public_key")
                            + " signing_public_key " + c.get("signing_public_key") + " ts " + c.get("ts"));
                }
            }
        }
    }

    private int fetched(Fetched fetched) {
        fetched.pinned().map(IdentityCommand::remark).ifPresent(session::hint);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("username", fetched.username()).put("address", fetched.address())
                .put("public_key", fetched.encryptionKey().hex()).put("signing_public_key", fetched.signingKey().hex())
                .put("ts", fetched.publishedAt()).put("dns_name", fetched.dnsName()).put("fingerprint", fetched.fingerprint());
        fetched.pinned().ifPresent(pinned -> json.put("contact", pinned.label()).put("pinned", word(pinned.how())));
        return session.doneAs(json, out -> {
            out.println("address: " + fetched.address());
            out.println("username: " + fetched.username());
            out.println("public_key: " + fetched.encryptionKey().hex());
            out.println("signing_public_key: " + fetched.signingKey().hex());
            out.println("published at: " + Instant.ofEpochSecond(fetched.publishedAt()));
            out.println("fingerprint: " + fetched.fingerprint());
        });
    }

    private static String word(Pinned.How how) {
        return switch (how) {
            case ADDED -> "added";
            case COMPLETED -> "completed";
            case REPLACED -> "replaced";
            case ALREADY_THERE -> "unchanged";
        };
    }

    private static String remark(Pinned pinned) {
        return switch (pinned.how()) {
            case ADDED -> "added the contact " + pinned.label();
            case COMPLETED -> "completed the contact " + pinned.label() + ": messages can be sent to it now";
            case REPLACED -> "replaced the keys of the contact " + pinned.label();
            case ALREADY_THERE -> "the contact " + pinned.label() + " is there already and was left as it is (--replace changes it)";
        };
    }

    @Network
    @Command(name = "rotate", description = "Hands your name over to the key of a new passphrase.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh identity rotate --experimental --new-passphrase-file new.txt --yes")
    int rotate(@Option(names = "--experimental", description = "Required: older clients do not follow rotations.") boolean experimental,
               @Option(names = "--new-passphrase-file", paramLabel = "F", description = "Where the new passphrase is.") Optional<String> file,
               @Option(names = "--reason", paramLabel = "R", defaultValue = "routine",
                       description = "routine, compromise or lost_key (${DEFAULT-VALUE}); the latter two revoke the old key.") String reason,
               @Option(names = "--ttl", paramLabel = "S", defaultValue = "86400", description = "Life of the records in seconds (${DEFAULT-VALUE}).")
               long ttl,
               @Option(names = "--exp-seconds", paramLabel = "S", defaultValue = "31536000",
                       description = "For how long the rotation is valid (${DEFAULT-VALUE}).") long life,
               @Option(names = "--yes", description = "Do not ask; with --new-passphrase-file the configuration changes over, too.") boolean yes,
               @Option(names = "--advertise-v2", description = "Say that you read enveloped messages.") boolean envelopes) {
        if (!REASONS.containsKey(reason)) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE, "--reason is routine, compromise or lost_key, not " + reason));
        }
        if (!experimental) {
            return session.fail(ClientFailure.of(ClientErrorCode.USAGE,
                    "a rotation needs --experimental: contacts whose clients do not follow it will not hear from you").withExit(1));
        }
        session.hint("Rotating an identity is experimental: contacts must fetch your identity again to write to you.");
        return session.end(cases.rotate().get().rotate(new RotateIdentity.Order(file.map(IdentityCommand::fromAnywhere), REASONS.get(reason), ttl, life, yes, envelopes)), rotated -> {
            rotated.warnings().forEach(session::warning);
            session.done(json -> {
                json.put("subject", rotated.subject()).put("old_spk", rotated.oldKey().hex()).put("new_spk", rotated.newKey().hex())
                        .put("seq", rotated.sequence()).put("revoked", rotated.revoked()).put("swapped", rotated.swapped());
                rotated.warnings().forEach(json.putArray("warnings")::add);
            }, out -> {
                out.println("rotated " + rotated.subject());
                out.println("old key: " + rotated.oldKey().hex() + (rotated.revoked() ? " (revoked)" : ""));
                out.println("new key: " + rotated.newKey().hex());
            });
            session.hint("Mail to the old key is still fetched with: DMP_PASSPHRASE=OLD DMP_PASSPHRASE_OVERRIDE_VERIFY=1 dnsmesh recv");
            session.hint(rotated.swapped() ? "Next: dnsmesh identity refresh-prekeys, under the new passphrase."
                    : "The configuration still expects the old passphrase; set the new one and "
                            + "dnsmesh config set verify_pubkey " + rotated.newKey().hex());
            return rotated.stale() ? STALE_PASSPHRASE : 0;
        });
    }

    /** It is kept in the configuration, for commands that run in other directories. */
    private static String fromAnywhere(String file) {
        return file.isEmpty() || file.startsWith("~") || file.indexOf('\0') >= 0 ? file : Path.of(file).toAbsolutePath().normalize().toString();
    }

    @Network
    @Command(name = "status", description = "Shows what of yours is published now, and until when.", footerHeading = "%nExample:%n",
            footer = "  dnsmesh identity status")
    int status() {
        return session.end(cases.status().get().status(), status -> session.done(json -> StatusForm.json(json, status),
                out -> StatusForm.lines(status).forEach(out::println)));
    }
}
