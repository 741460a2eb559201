package dev.dnsmesh.domain.access;

/** Who registered: {@code local@domain} in canonical form (registration.md 4). */
public record Subject(String text) implements Comparable<Subject> {
    public String local() {
        return text.substring(0, text.lastIndexOf('@'));
    }

    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1);
    }

    @Override
    public int compareTo(Subject other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
