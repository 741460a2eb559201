package dev.dnsmesh.domain.record;

/**
 * A record whose signatures held, and whose time window was open, when it was verified. Only {@link SealedRecord} makes
 * one. Time goes on: what expires has to be asked again.
 */
public final class Verified<R> {
    private final R record;
    private final String text;

    Verified(R record, String text) {
        this.record = record;
        this.text = text;
    }

    public R record() {
        return record;
    }

    /** The value as it was published. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verified<?> v && record.equals(v.record) && text.equals(v.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Verified[" + record + "]";
    }
}
