package dev.dnsmesh.adapters.http.server;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.domain.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** gzip for answers that are worth it, for clients that take it (http.md 13.3, RFC 9110 12.5.3). */
final class Compression {
    private static final int WORTH_IT = 1024;

    private Compression() {
    }

    static Answer apply(Answer answer, Optional<String> acceptEncoding) {
        if (!answer.compressible() || answer.body().length() < WORTH_IT) {
            return answer;
        }
        Answer varying = answer.with("Vary", "Accept-Encoding");
        if (!acceptEncoding.map(Compression::allowsGzip).orElse(false)) {
            return varying;
        }
        return new Answer(varying.status(), varying.with("Content-Encoding", "gzip").headers(), gzip(answer.body()), true);
    }

    /** The entry for gzip decides, the one for {@code *} only where there is none; either needs q above 0. */
    static boolean allowsGzip(String acceptEncoding) {
        boolean any = false;
        for (String entry : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = entry.split(";");
            String coding = parts[0].strip();
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return isPositive(parts);
            }
            any |= coding.equals("*") && isPositive(parts);
        }
        return any;
    }

    private static boolean isPositive(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                String weight = parameter.substring(2).strip();
                return weight.matches("1(\\.0{0,3})?|0\\.[0-9]{0,3}") && !weight.matches("0\\.0{0,3}");
            }
        }
        return true;
    }

    private static Octets gzip(Octets plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length() / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.toArray());
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return Octets.of(packed.toByteArray());
    }
}
