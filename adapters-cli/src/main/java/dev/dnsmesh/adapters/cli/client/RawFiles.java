package dev.dnsmesh.adapters.cli.client;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ReceiveMessages.InboxMessage;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bodies as files, for the owner's eyes only (cli.md 14, {@code --raw-dir}). */
final class RawFiles {
    private RawFiles() {
    }

    /** Each body, where a directory is given; why not, where one cannot be written. */
    static Optional<ClientFailure> write(Optional<String> directory, List<InboxMessage> messages) {
        try {
            for (InboxMessage message : directory.isPresent() ? messages : List.<InboxMessage>of()) {
                write(Path.of(directory.get()), message.message());
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException failed) {
            return Optional.of(ClientFailure.of(ClientErrorCode.USAGE, "cannot write to --raw-dir " + directory.orElse("") + ": "
                    + FileTrouble.of(failed) + "; unread messages stay unread").withExit(1));
        }
    }

    /** Named after the message; one that was written before is written again. */
    private static Path write(Path directory, Message message) throws IOException {
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
