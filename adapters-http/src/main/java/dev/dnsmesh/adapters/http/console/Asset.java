package dev.dnsmesh.adapters.http.console;

import dev.dnsmesh.adapters.http.exchange.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that a browser needs for the console. They hold nothing of the node, so everybody may have them. */
enum Asset {
    PAGE("console.html", "text/html; charset=utf-8"), STYLE("console.css", "text/css; charset=utf-8"),
    SCRIPT("console.js", "text/javascript; charset=utf-8"), CHARTS("charts.js", "text/javascript; charset=utf-8"),
    TABLES("tables.js", "text/javascript; charset=utf-8");

    /** Scripts and styles of this console, requests to this node, and nothing else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String file;
    private final Answer answer;

    Asset(String file, String type) {
        this.file = file;
        this.answer = guarded(Answer.text(200, type, read(file))).with("Content-Security-Policy", POLICY);
    }

    String file() {
        return file;
    }

    Answer answer() {
        return answer;
    }

    /** With the headers that every answer of the console has. */
    static Answer guarded(Answer answer) {
        return answer.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff").with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static String read(String file) {
        try (InputStream resource = Asset.class.getResourceAsStream(file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " is part of this jar", unreadable);
        }
    }
}
