package dev.dnsmesh.adapters.http.page;

/** What a node serves to everybody, by the names under which it stands. */
final class PublishedRecords {
    private PublishedRecords() {
    }

    static void write(Html page, String zone) {
        page.paragraph("TXT records that their owners have signed, and that anybody can read. Names hold hashes, messages are encrypted; "
                + "still, a message's manifest names its sender's key, and times and sizes can be seen.");
        page.tags("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"publishes\"><table>\n"
                + "<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Record</th></tr></thead>\n<tbody>\n");
        row(page, "id-<hash>." + zone, "the public keys of a user");
        row(page, "prekeys.id-<hash>." + zone, "keys that each serve for one message");
        row(page, "slot-<n>.mb-<hash>." + zone, "manifests: that there is a message, and where its parts are");
        row(page, "chunk-<n>-<hash>." + zone, "the encrypted parts of a message");
        row(page, "claim-<n>.mb-<hash>." + zone, "word to somebody here that a stranger wrote");
        row(page, "_dnsmesh-heartbeat." + zone, "what this node says of itself, where discovery is on");
        page.tags("</tbody></table></div>\n");
    }

    private static void row(Html page, String name, String meaning) {
        page.tags("<tr><td><code>").text(name).tags("</code></td><td>").text(meaning).tags("</td></tr>\n");
    }
}
