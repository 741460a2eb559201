package dev.dnsmesh.adapters.http.page;

/** HTML being written: tags as they stand, and texts, which are always escaped. */
final class Html {
    private final StringBuilder html = new StringBuilder(8192);

    /** Markup of ours, never anything from outside. */
    Html tags(String markup) {
        html.append(markup);
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** {@code <p>} of markup. */
    Html paragraph(String markup) {
        return tags("<p>" + markup + "</p>\n");
    }

    /** A command to be copied: a click selects all of it. */
    Html command(String command) {
        return tags("<pre tabindex=\"0\"><code>").text(command).tags("</code></pre>\n");
    }

    /** A link whose words are its address. */
    Html link(String address) {
        return link(address, address);
    }

    /** Only web addresses become links; another one is shown as text. */
    Html link(String address, String words) {
        boolean web = address.startsWith("https://") || address.startsWith("http://") || address.startsWith("/");
        return web ? tags("<a href=\"").text(address).tags("\" rel=\"noopener\">").text(words).tags("</a>") : text(words);
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
