package dev.dnsmesh.domain.access;

/** How wide a key is made at registration (dns.md 8.2). Loose wins where both switches are set. */
public enum ScopeMode {
    DEFAULT, TIGHT, LOOSE;

    public static ScopeMode of(boolean tight, boolean loose) {
        return loose ? LOOSE : tight ? TIGHT : DEFAULT;
    }
}
