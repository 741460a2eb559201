package dev.dnsmesh.adapters.storage.lmdb;

import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compacted {@code data.mdb} and, behind it, one line of 160 octets that says so:
 * {@code dnsmesh-backup 1 lmdb OCTETS SHA256}, filled up with blanks before it.
 *
 * @param octets of {@code data.mdb}
 */
record BackupFile(long octets, Octets sha256) {
    private static final int LINE = 160;
    private static final int BUFFER = 1 << 20;
    private static final Pattern FORM = Pattern.compile("\n *dnsmesh-backup ([0-9]{1,9}) ([a-z0-9-]+) ([0-9]{1,18}) ([0-9a-f]{64})\n");
    private static final int VERSION = 1;

    /** Appends the line to a {@code data.mdb}; the whole is on disk when it returns. */
    static BackupFile seal(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long octets = channel.size();
            BackupFile sealed = new BackupFile(octets, digest(channel, octets));
            channel.position(octets);
            writeAll(channel, ByteBuffer.wrap(sealed.line().getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return sealed;
        }
    }

    /** @throws StorageCorrupt where it is not a whole backup that this version can read */
    static BackupFile check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long octets = channel.size() - LINE;
            Matcher form = FORM.matcher(octets < 0 ? "" : lastLine(channel, octets));
            if (!form.matches()) {
                throw new StorageCorrupt(file + " is not a backup, or not whole: its last line does not say so");
            }
            if (!form.group(1).equals(String.valueOf(VERSION)) || !form.group(2).equals(LmdbStorage.ID)) {
                throw new StorageCorrupt(file + " is a backup of another kind: " + form.group(2) + ", version " + form.group(1));
            }
            BackupFile said = new BackupFile(Long.parseLong(form.group(3)), Octets.fromHex(form.group(4)).orElseThrow());
            if (said.octets != octets || !said.sha256.equals(digest(channel, octets))) {
                throw new StorageCorrupt(file + " is damaged: its SHA-256 or length is not the one that it was written with");
            }
            return said;
        }
    }

    /** The {@code data.mdb} alone, on disk when it returns. */
    void unpack(Path file, Path data) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
             FileChannel to = FileChannel.open(data, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
            long at = 0;
            while (at < octets) {
                long moved = from.transferTo(at, octets - at, to);
                if (moved == 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                at += moved;
            }
            to.force(true);
        }
    }

    private String line() {
        String text = "dnsmesh-backup " + VERSION + " " + LmdbStorage.ID + " " + octets + " " + sha256.hex() + "\n";
        return "\n" + " ".repeat(LINE - 1 - text.length()) + text;
    }

    private static String lastLine(FileChannel channel, long at) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LINE);
        while (line.hasRemaining()) {
            if (channel.read(line, at + line.position()) < 0) {
                return "";
            }
        }
        return new String(line.array(), StandardCharsets.US_ASCII);
    }

    private static Octets digest(FileChannel channel, long octets) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer part = ByteBuffer.allocate(BUFFER);
            long at = 0;
            while (at < octets) {
                part.clear().limit((int) Math.min(BUFFER, octets - at));
                int read = channel.read(part, at);
                if (read < 0) {
                    break;
                }
                at += read;
                digest.update(part.flip());
            }
            return Octets.of(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }
}
