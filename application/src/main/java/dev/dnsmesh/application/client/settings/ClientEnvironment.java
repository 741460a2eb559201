package dev.dnsmesh.application.client.settings;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that a client's core reads (cli.md 1, 14). Directories are the launcher's affair.
 *
 * @param passphrase        {@code DMP_PASSPHRASE}, byte for byte; empty text counts as unset
 * @param newPassphrase     {@code DMP_NEW_PASSPHRASE}
 * @param backupPassphrase  {@code DMP_BACKUP_PASSPHRASE}
 * @param overrideVerify    {@code DMP_PASSPHRASE_OVERRIDE_VERIFY} is exactly {@code 1}
 * @param httpToken         {@code DMP_HTTP_TOKEN}
 * @param providerDnsPort   {@code DMP_PROVIDER_DNS_PORT}: where unsigned claims go, 53 by default
 * @param systemDnsFallback {@code DMP_ALLOW_SYSTEM_DNS_FALLBACK}
 */
public record ClientEnvironment(Optional<Secret> passphrase, Optional<Secret> newPassphrase,
                                Optional<Secret> backupPassphrase, boolean overrideVerify, Optional<String> httpToken,
                                int providerDnsPort, boolean systemDnsFallback) {
    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65_535;

    public static final ClientEnvironment EMPTY = of(Map.of());

    public static ClientEnvironment of(Map<String, String> variables) {
        return new ClientEnvironment(secret(variables, "DMP_PASSPHRASE"), secret(variables, "DMP_NEW_PASSPHRASE"),
                secret(variables, "DMP_BACKUP_PASSPHRASE"),
                "1".equals(variables.get("DMP_PASSPHRASE_OVERRIDE_VERIFY")), text(variables, "DMP_HTTP_TOKEN"),
                port(variables), truth(variables.getOrDefault("DMP_ALLOW_SYSTEM_DNS_FALLBACK", "")));
    }

    private static Optional<String> text(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Secret> secret(Map<String, String> variables, String name) {
        return text(variables, name).map(value -> Secret.of(Octets.utf8(value)));
    }

    /** A text that is no port counts as unset. */
    private static int port(Map<String, String> variables) {
        try {
            int port = Integer.parseInt(variables.getOrDefault("DMP_PROVIDER_DNS_PORT", "").trim());
            return port >= 1 && port <= MAX_PORT ? port : DNS_PORT;
        } catch (NumberFormatException notANumber) {
            return DNS_PORT;
        }
    }

    private static boolean truth(String word) {
        return switch (word.trim().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            default -> false;
        };
    }
}
