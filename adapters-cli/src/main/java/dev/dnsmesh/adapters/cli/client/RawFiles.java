package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.out.ClientState.Message;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Bodies as files, for the owner's eyes only (cli.md 14, {@code --raw-dir}). */
final class RawFiles {
    private RawFiles() {
    }

    /** Named after the message; one that was written before is written again. */
    static Path write(Path directory, Message message) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(message.sentAt().getEpochSecond() + "-" + message.messageId().hex() + ".bin");
        Files.deleteIfExists(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var body = message.body().asBuffer();
            while (body.hasRemaining()) {
                channel.write(body);
            }
        }
        return file;
    }
}
