package dev.dnsmesh.application.client.port.in;

import java.util.Locale;

/** Why a command failed, as {@code --json} names it, and the exit status that goes with it by default (cli.md 1, 16). */
public enum ClientErrorCode {
    USAGE(2), NO_CONFIG(1), CONFIG_EXISTS(1), BAD_CONFIG(1), LOCKED(1), PASSPHRASE_MISMATCH(1), UNKNOWN_CONTACT(1),
    NOT_SENDABLE(2), TOO_LARGE(1), NO_FORWARD_SECRECY(1), NOT_FOUND(2), NOT_VERIFIED(2), AMBIGUOUS(2), REVOKED(2),
    REFUSED(2), RATE_LIMITED(2), NOT_ALLOWED(1), ALREADY_OWNED(1), UNREACHABLE(2), TIMEOUT(2), BAD_RESPONSE(2),
    DECLINED(1), INTERNAL(1);

    private final int exit;

    ClientErrorCode(int exit) {
        this.exit = exit;
    }

    /** As it stands in JSON, such as {@code no_config}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The exit status unless a command says otherwise: 1 for the user's side, 2 for the network's. */
    public int exit() {
        return exit;
    }
}
