package dev.dnsmesh.domain.access;

/** Who may write over HTTP: {@code DMP_AUTH_MODE} (http.md 2.1). */
public enum AuthMode {
    /** Anyone. */
    OPEN,
    /** The operator. */
    LEGACY,
    /** The operator, and users with tokens within their scope. */
    MULTI_TENANT,
    /** Nobody: the setting is none of the words above. */
    CLOSED;

    /** Exactly as it is set, without trimming or folding; unset or empty: by whether there is an operator token. */
    public static AuthMode of(String setting, boolean operatorToken) {
        return switch (setting) {
            case "" -> operatorToken ? LEGACY : OPEN;
            case "open" -> OPEN;
            case "legacy" -> LEGACY;
            case "multi-tenant" -> MULTI_TENANT;
            default -> CLOSED;
        };
    }
}
