package dev.dnsmesh.adapters.cli.client;

import java.util.List;
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

    private static String tooMuch(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().getFirst();
        if (unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return "'" + first + "' is one argument too many; a text with blanks in it needs quotes";
        }
        List<String> similar = unmatched.getSuggestions().stream().limit(MOST).toList();
        return "there is no command '" + first + "'" + (similar.isEmpty() ? "" : "; did you mean '" + String.join("' or '", similar) + "'?");
    }
}
