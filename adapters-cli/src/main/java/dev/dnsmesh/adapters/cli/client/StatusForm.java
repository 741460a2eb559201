package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ShowIdentityStatus.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code identity status} as text and JSON. */
final class StatusForm {
    private StatusForm() {
    }

    static void json(ObjectNode json, Status status) {
        json.put("address", status.address()).put("fingerprint", status.fingerprint());
        json.putObject("identity").put("name", status.identityName()).put("published_at", status.identityAt().orElse(null))
                .put("until", status.identityUntil().orElse(null)).put("foreign", status.foreign());
        json.putObject("prekeys").put("name", status.prekeysName()).put("live", status.prekeysLive())
                .put("until", status.prekeysUntil().orElse(null)).put("held", status.prekeysHeld());
        json.putObject("tsig").put("key_name", status.tsigKey().orElse(null)).put("expires_at", status.tsigExpiresAt().orElse(null));
        json.putObject("token").put("expires_at", status.tokenExpiresAt().orElse(null));
    }

    static List<String> lines(Status status) {
        List<String> lines = new ArrayList<>();
        lines.add("address: " + status.address());
        lines.add("fingerprint: " + status.fingerprint());
        lines.add("identity: " + status.identityAt().map(at -> "published at " + Instant.ofEpochSecond(at)
                        + status.identityUntil().map(end -> " until about " + Instant.ofEpochSecond(end)).orElse("") + ", " + status.identityName())
                .orElse("not published; dnsmesh identity publish does it"));
        if (status.foreign() > 0) {
            lines.add("other identities at that name: " + status.foreign() + "; fetching you is ambiguous");
        }
        lines.add("prekeys: " + status.prekeysLive() + " live"
                + status.prekeysUntil().map(at -> ", the last until " + Instant.ofEpochSecond(at)).orElse("") + "; held here: " + status.prekeysHeld());
        lines.add("tsig key: " + status.tsigKey().map(name -> name + ", " + until(status.tsigExpiresAt())).orElse("none"));
        status.tokenExpiresAt().ifPresent(at -> lines.add("token: expires " + Instant.ofEpochSecond(at)));
        return lines;
    }

    private static String until(Optional<Long> end) {
        return end.map(at -> "expires " + Instant.ofEpochSecond(at)).orElse("no expiry known");
    }
}
