package dev.dnsmesh.adapters.cli.client;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why a file that the user named cannot be used, in one line. */
final class FileTrouble {
    private FileTrouble() {
    }

    static String of(Exception failed) {
        return switch (failed) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "a part of its path is no directory";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            case FileSystemException told when told.getReason() != null -> told.getReason();
            default -> Optional.ofNullable(failed.getMessage()).flatMap(text -> text.lines().findFirst())
                    .orElse(failed.getClass().getSimpleName());
        };
    }
}
