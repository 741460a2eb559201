package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Puts the fields of a row one after the other, each of them as {@link RowReader} reads it back. */
public final class RowWriter {
    private ByteBuffer row = ByteBuffer.allocate(512);

    public RowWriter number(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    public RowWriter fraction(double number) {
        room(Double.BYTES).putDouble(number);
        return this;
    }

    public RowWriter flag(boolean flag) {
        room(1).put((byte) (flag ? 1 : 0));
        return this;
    }

    public RowWriter octets(Octets octets) {
        room(Integer.BYTES + octets.length()).putInt(octets.length()).put(octets.asBuffer());
        return this;
    }

    public RowWriter text(String text) {
        return octets(Octets.utf8(text));
    }

    public RowWriter instant(Instant instant) {
        room(Long.BYTES + Integer.BYTES).putLong(instant.getEpochSecond()).putInt(instant.getNano());
        return this;
    }

    public <T> RowWriter optional(Optional<T> value, BiConsumer<RowWriter, T> put) {
        flag(value.isPresent());
        value.ifPresent(present -> put.accept(this, present));
        return this;
    }

    public Octets row() {
        return Octets.of(row.array(), 0, row.position());
    }

    private ByteBuffer room(int length) {
        if (row.remaining() < length) {
            row = ByteBuffer.allocate(2 * (row.position() + length)).put(row.flip());
        }
        return row;
    }
}
