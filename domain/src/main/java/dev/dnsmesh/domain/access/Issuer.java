package dev.dnsmesh.domain.access;

/** Who issued a token, as the row says it (registration.md 8). */
public record Issuer(String text) {
    public static final Issuer SELF_SERVICE = new Issuer("self-service");

    /** {@code admin:<user>}. */
    public static Issuer admin(String user) {
        return new Issuer("admin:" + user);
    }

    /** {@code admin:<user>:rotate}. */
    public static Issuer rotation(String user) {
        return new Issuer("admin:" + user + ":rotate");
    }

    public boolean isSelfService() {
        return equals(SELF_SERVICE);
    }

    @Override
    public String toString() {
        return text;
    }
}
