package dev.dnsmesh.domain.registration;

/** What a registrant asks for, as version 2 of the signed text names it (registration.md W11). */
public enum Purpose {
    TOKEN("token"), TSIG("tsig");

    private final String text;

    Purpose(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
