package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.domain.octets.Octets;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** How messages are shown, to people and to programs (cli.md 5, 6, 16). */
final class MessageForm {
    private static final int KEY_PREFIX = 16;
    private static final int INTRO_PREFIX = 12;

    private MessageForm() {
    }

    static void put(ObjectNode json, InboxMessage shown) {
        Message message = shown.message();
        json.put("id", message.id()).put("msg_id", message.messageId().hex()).put("sender_spk", message.sender().hex())
                .put("contact", shown.contact().orElse(null)).put("sender_label", message.senderLabel())
                .put("timestamp", message.sentAt().getEpochSecond()).put("received_at", message.receivedAt().getEpochSecond())
                .put("zone", message.zone()).put("via", message.via().name().toLowerCase(Locale.ROOT))
                .put("forward_secret", message.forwardSecret()).put("unread", message.unread());
        putBody(json, message.body());
    }

    static void putIntro(ObjectNode json, Message intro) {
        json.put("id", intro.id()).put("sender_spk", intro.sender().hex()).put("sender_label", intro.senderLabel())
                .put("zone", intro.zone()).put("received_at", intro.receivedAt().getEpochSecond())
                .put("expires_at", intro.expiresAt().getEpochSecond()).put("msg_id", intro.messageId().hex());
        putBody(json, intro.body());
    }

    private static void putBody(ObjectNode json, Octets body) {
        Optional<String> text = body.asUtf8();
        if (text.isPresent()) {
            json.put("text", text.get());
        } else {
            json.put("data_base64", Base64.getEncoder().encodeToString(body.toArray()));
        }
    }

    /** Two lines or more: who and when, then the text. */
    static void print(PrintWriter out, InboxMessage shown) {
        Message message = shown.message();
        out.println(harmless(shown.shownSender()) + "  ts=" + message.sentAt().getEpochSecond() + "  key="
                + message.sender().hex().substring(0, KEY_PREFIX) + "  #" + message.id()
                + (message.forwardSecret() ? "" : "  (not forward secret)"));
        out.println("  " + text(message.body()).replace("\n", "\n  "));
    }

    /** Fractions tell people nothing. */
    static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What a sender without a contact is called. */
    static String introLabel(Message intro) {
        return intro.senderLabel().isEmpty() ? "intro-" + intro.sender().hex().substring(0, INTRO_PREFIX) : intro.senderLabel();
    }

    static String text(Octets body) {
        return body.asUtf8().map(MessageForm::harmless)
                .orElseGet(() -> "(" + body.length() + " bytes that are not text; from the inbox they are saved with: dnsmesh inbox show ID --raw-dir DIR)");
    }

    /** So many letters at most. */
    static String shortened(String text, int letters) {
        return text.codePointCount(0, text.length()) > letters ? text.substring(0, text.offsetByCodePoints(0, letters)) + "…" : text;
    }

    /** A message must not move the reader's cursor or repaint the screen. */
    static String harmless(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().forEach(c -> shown.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : (char) c));
        return shown.toString();
    }
}
