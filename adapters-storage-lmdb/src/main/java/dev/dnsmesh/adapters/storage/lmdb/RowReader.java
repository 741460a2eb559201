package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Takes the fields of a row in the order they were put. */
public final class RowReader {
    private final ByteBuffer row;

    private RowReader(ByteBuffer row) {
        this.row = row;
    }

    /**
     * @param row position and limit around one row; stays as it is
     * @throws StorageCorrupt where {@code decode} cannot make sense of it
     */
    public static <T> T read(ByteBuffer row, Function<RowReader, T> decode) {
        try {
            return decode.apply(new RowReader(row.duplicate()));
        } catch (BufferUnderflowException | IllegalArgumentException nonsense) {
            throw new StorageCorrupt("a row cannot be read: " + nonsense.getMessage(), nonsense);
        }
    }

    public long number() {
        return row.getLong();
    }

    public double fraction() {
        return row.getDouble();
    }

    public boolean flag() {
        return row.get() != 0;
    }

    public Octets octets() {
        int length = row.getInt();
        if (length < 0 || length > row.remaining()) {
            throw new BufferUnderflowException();
        }
        Octets octets = Octets.of(row.slice(row.position(), length));
        row.position(row.position() + length);
        return octets;
    }

    public String text() {
        return octets().asUtf8().orElseThrow(() -> new IllegalArgumentException("text that is not UTF-8"));
    }

    public Instant instant() {
        return Instant.ofEpochSecond(row.getLong(), row.getInt());
    }

    public <T> Optional<T> optional(Function<RowReader, T> take) {
        return flag() ? Optional.of(take.apply(this)) : Optional.empty();
    }
}
