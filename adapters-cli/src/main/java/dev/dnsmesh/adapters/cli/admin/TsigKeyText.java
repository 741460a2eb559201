package dev.dnsmesh.adapters.cli.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.port.in.AdministerTsigKeys.Outcome.Issued;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.StrictBase64;
import java.time.Instant;

/** A new key as people and programs read it. */
final class TsigKeyText {
    private TsigKeyText() {
    }

    /** One fact a line, and what {@code nsupdate -y} takes. */
    static String text(Issued issued) {
        TsigKey key = issued.key();
        String secret = base64(key);
        StringBuilder text = new StringBuilder();
        line(text, "key", key.name().text());
        line(text, "algorithm", key.algorithm().text());
        line(text, "secret", secret);
        line(text, "subject", subject(key));
        line(text, "zone", issued.zone().text());
        line(text, "expires", key.expiresAt().map(Instant::toString).orElse("never"));
        key.suffixes().forEach(suffix -> line(text, "may write", suffix.text()));
        line(text, "nsupdate", "-y " + key.algorithm().text() + ":" + key.name() + ":" + secret);
        return text.toString();
    }

    /** A {@code key} statement of BIND. */
    static String keyFile(Issued issued) {
        TsigKey key = issued.key();
        return "key \"" + key.name() + "\" {\n    algorithm " + key.algorithm().text() + ";\n    secret \"" + base64(key) + "\";\n};\n";
    }

    /** The members of registration's answer (registration.md 2.3). */
    static String json(Issued issued) {
        TsigKey key = issued.key();
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("tsig_key_name", key.name().text().substring(0, key.name().text().length() - 1))
                .put("tsig_secret_hex", key.secret().<String>use(octets -> Octets.of(octets).hex()))
                .put("tsig_algorithm", key.algorithm().text())
                .put("subject", subject(key)).put("zone", issued.zone().text())
                .put("expires_at", key.expiresAt().map(Instant::getEpochSecond).orElse(0L));
        key.suffixes().forEach(suffix -> json.withArray("allowed_suffixes").add(suffix.text()));
        return json + "\n";
    }

    private static String subject(TsigKey key) {
        return key.subject().map(Subject::text).orElse("-");
    }

    private static String base64(TsigKey key) {
        return key.secret().use(octets -> StrictBase64.encode(Octets.of(octets)));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-10s %s\n", name, value));
    }
}
