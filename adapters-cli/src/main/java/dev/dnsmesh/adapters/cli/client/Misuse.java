package dev.dnsmesh.adapters.cli.client;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with the arguments, in words for somebody who has never heard of a parser. */
final class Misuse {
    private static final int MOST = 3;

    private Misuse() {
    }

    /** One line. */
    static String words(ParameterException bad) {
        return bad instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty() && !unmatched.isUnknownOption()
                ? tooMuch(unmatched)
                : bad.getMessage().lines().findFirst().orElse("bad arguments");
    }

    /** Why a file cannot be used, in one line. */
    static String reason(Exception failed) {
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

    private static String tooMuch(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().getFirst();
        if (unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return "'" + first + "' is one argument too many; a text with blanks in it needs quotes";
        }
        List<String> similar = unmatched.getSuggestions().stream().limit(MOST).toList();
        return "there is no command '" + first + "'" + (similar.isEmpty() ? "" : "; did you mean '" + String.join("' or '", similar) + "'?");
    }
}
