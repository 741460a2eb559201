package dev.dnsmesh.adapters.http.page;

import dev.dnsmesh.application.port.in.ListPeers.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nodes that were heard of (heartbeat.md 12). */
final class PeersTable {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int SHORT_KEY = 16;

    private PeersTable() {
    }

    static void write(Html page, List<Peer> peers, Instant now) {
        page.tags("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"peers\"><table>\n<caption id=\"peers\">Nodes heard of, newest first</caption>\n"
                + "<thead><tr><th scope=\"col\">Endpoint</th><th scope=\"col\">Operator key</th><th scope=\"col\">Version</th>"
                + "<th scope=\"col\">Last heard</th><th scope=\"col\">Sources</th></tr></thead>\n<tbody>\n");
        peers.forEach(peer -> row(page, peer, Duration.between(peer.heardAt(), now)));
        page.tags("</tbody></table></div>\n");
    }

    private static void row(Html page, Peer peer, Duration age) {
        boolean fresh = age.compareTo(FRESH) < 0;
        page.tags("<tr><td>").link(peer.endpoint()).tags("</td><td><code>").text(shortened(peer.operatorKey()))
                .tags("</code></td><td>").text(peer.version().isEmpty() ? "-" : peer.version())
                .tags(fresh ? "</td><td class=\"fresh\">" : "</td><td class=\"stale\">").text(age(age) + (fresh ? "" : " (stale)"))
                .tags("</td><td>1</td></tr>\n");
    }

    static String shortened(String key) {
        return key.length() > SHORT_KEY ? key.substring(0, 8) + "..." + key.substring(key.length() - 4) : key;
    }

    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s ago";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m ago";
        }
        return seconds < 86_400 ? seconds / 3_600 + "h ago" : seconds / 86_400 + "d ago";
    }
}
