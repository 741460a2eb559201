package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.SendMessage;
import dev.dnsmesh.application.client.port.in.SendMessage.Claim;
import dev.dnsmesh.application.client.port.in.SendMessage.Order;
import dev.dnsmesh.application.client.port.in.SendMessage.Sending;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code send}. */
@Network
@Command(name = "send", description = "Encrypts a message to a contact and publishes it.", footerHeading = "%nExample:%n",
        footer = {"  dnsmesh send bob@mesh.local 'lunch at noon?'", "  dnsmesh send bob@mesh.local --file photo.jpg --check",
            "  date | dnsmesh send bob@mesh.local -"})
public final class SendCommand implements Callable<Integer> {
    /** Far above what any message can carry. */
    private static final int READ_LIMIT = 1 << 20;

    private final Session session;
    private final Supplier<SendMessage> sending;

    @Parameters(index = "0", paramLabel = "RECIPIENT", description = "A contact's local name.")
    private String recipient = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "MESSAGE", description = "The text; - reads standard input.")
    private Optional<String> message = Optional.empty();

    @Option(names = "--file", paramLabel = "F", description = "The body is this file's content, any bytes; - is standard input.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--ttl", paramLabel = "S", description = "Lifetime in seconds (default: message_ttl, lowered to the node's cap).")
    private Optional<Long> ttl = Optional.empty();

    @Option(names = "--check", description = "Say what would be sent, within which limits; publish nothing.")
    private boolean check;

    @Option(names = "--require-fs", description = "Fail rather than send without forward secrecy.")
    private boolean requireFs;

    @Option(names = "--no-claims", description = "Tell neither claim providers nor the recipient's zone.")
    private boolean withoutClaims;

    public SendCommand(Session session, Supplier<SendMessage> sending) {
        this.session = session;
        this.sending = sending;
    }

    @Override
    public Integer call() {
        ClientResult<Sending> result = body().then(body -> sending.get().send(new Order(recipient, body,
                ttl.map(OptionalLong::of).orElse(OptionalLong.empty()), check, requireFs, withoutClaims), session.progress()));
        return session.end(result, sent -> {
            if (!check && !sent.claims().providers().isEmpty() && sent.claims().accepted() == 0) {
                boolean told = sent.claims().recipient().filter(Claim::accepted).isPresent();
                session.warning("no claim provider took word of the message: a recipient who has not pinned you "
                        + (told ? "finds it only by the word left in their own zone" : "will not find it"));
            }
            return session.done(json -> put(json, sent), out -> print(out, sent));
        });
    }

    private ClientResult<Octets> body() {
        if (message.isPresent() == file.isPresent()) {
            return ClientResult.failed(ClientErrorCode.USAGE, message.isPresent() ? "give MESSAGE or --file, not both"
                    : "no message: give MESSAGE, - or --file F");
        }
        String source = message.or(() -> file).orElseThrow();
        if (source.equals("-")) {
            return read("standard input", session.terminal().in());
        }
        if (message.isPresent()) {
            return ClientResult.done(Octets.utf8(source));
        }
        try (InputStream open = Files.newInputStream(Path.of(source))) {
            return read(source, open);
        } catch (IOException | InvalidPathException unreadable) {
            return unreadable(source, unreadable);
        }
    }

    private static ClientResult<Octets> read(String source, InputStream open) {
        try {
            return ClientResult.done(Octets.of(open.readNBytes(READ_LIMIT)));
        } catch (IOException unreadable) {
            return unreadable(source, unreadable);
        }
    }

    private static ClientResult<Octets> unreadable(String source, Exception why) {
        return ClientFailure.of(ClientErrorCode.USAGE, "cannot read " + source + ": " + FileTrouble.of(why)).withExit(1).result();
    }

    private void print(PrintWriter out, Sending sent) {
        String claims = sent.claims().providers().isEmpty() ? ""
                : " (+ " + sent.claims().accepted() + "/" + sent.claims().providers().size() + " claim publishes)";
        out.println(check ? "would send to " + sent.recipient() : "sent → " + sent.recipient() + claims);
        out.println("  " + counted(sent.bytes(), "byte") + " (at most " + sent.limits().maxBytes() + "), " + sent.totalChunks() + " chunks of which any "
                + sent.dataChunks() + " are enough, until " + sent.expiresAt());
        out.println("  " + (sent.forwardSecret() ? "forward secret (prekey " + sent.prekeyId() + ")" : "NOT forward secret")
                + (sent.envelope() == 2 ? ", with your address" : "") + ", " + counted(sent.updates().messages(), "update") + ", "
                + sent.updates().octets() + " bytes, " + sent.updates().transport());
        if (check) {
            out.println("  claims: " + counted(sent.claims().providers().size(), "provider") + sent.claims().recipient()
                    .map(claim -> ", and " + claim.zone()).orElse(""));
        }
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static void put(ObjectNode json, Sending sent) {
        json.put("recipient", sent.recipient()).put("msg_id", sent.message().hex()).put("slot", sent.slot().value())
                .put("zone", sent.zone()).put("bytes", sent.bytes()).put("expires_at", sent.expiresAt().getEpochSecond())
                .put("forward_secret", sent.forwardSecret()).put("prekey_id", sent.prekeyId()).put("envelope", sent.envelope());
        json.putObject("chunks").put("data", sent.dataChunks()).put("total", sent.totalChunks());
        json.putObject("updates").put("messages", sent.updates().messages()).put("bytes", sent.updates().octets())
                .put("transport", sent.updates().transport());
        json.putObject("limits").put("max_bytes", sent.limits().maxBytes()).put("value_cap", sent.limits().valueCap())
                .put("ttl_cap", sent.limits().ttlCap());
        ObjectNode claims = json.putObject("claims");
        var providers = claims.putArray("providers");
        sent.claims().providers().forEach(claim -> put(providers.addObject(), claim, true));
        claims.putNull("recipient");
        sent.claims().recipient().ifPresent(claim -> put(claims.putObject("recipient"), claim, false));
    }

    private static void put(ObjectNode json, Claim claim, boolean endpoint) {
        json.put("zone", claim.zone());
        if (endpoint) {
            json.put("endpoint", claim.endpoint());
        }
        json.put("ok", claim.accepted()).put("rcode", claim.rcode());
    }
}
