package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Subject;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key in the form that {@code nsupdate -k} and {@code dig -k} read. */
final class KeyFile {
    private KeyFile() {
    }

    /** The {@code key {}} block alone. */
    static String block(TsigKey key) {
        return "key \"" + key.name().text() + "\" {\n\talgorithm " + key.algorithm().text() + ";\n\tsecret \""
                + base64(key) + "\";\n};";
    }

    /** With everything else there is to know, in comments. */
    static String commented(TsigKey key, Optional<OwnerName> zone) {
        return "# TSIG key of " + key.subject().map(Subject::text).orElse("nobody") + ", shown this once\n"
                + "# zone:       " + zone.map(OwnerName::text).orElse("-") + "\n"
                + "# expires:    " + key.expiresAt().map(Columns::time).orElse("never") + "\n"
                + "# may write:  " + key.suffixes().stream().map(ScopeSuffix::text).collect(Collectors.joining("\n#             ")) + "\n"
                + "# secret hex: " + hex(key) + "\n"
                + "# nsupdate:   -k this file, or -y " + key.algorithm().text() + ":" + key.name() + ":" + base64(key) + "\n"
                + block(key);
    }

    static String base64(TsigKey key) {
        return key.secret().use(octets -> Base64.getEncoder().encodeToString(octets));
    }

    static String hex(TsigKey key) {
        return key.secret().use(octets -> HexFormat.of().formatHex(octets));
    }
}
