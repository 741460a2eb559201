package dev.dnsmesh.bootstrap.settings;

import java.nio.file.Path;

/** Where a value came from, strongest first. */
public sealed interface Origin {
    /** An option of the command line. */
    record CommandLine(String option) implements Origin {
        @Override
        public String toString() {
            return "option " + option;
        }
    }

    record Environment() implements Origin {
        @Override
        public String toString() {
            return "environment";
        }
    }

    /** @param line counted from 1 */
    record ConfigFile(Path file, int line) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** The file that {@code <NAME>_FILE} names. */
    record ValueFile(Path file) implements Origin {
        @Override
        public String toString() {
            return "file " + file;
        }
    }

    /** Nothing was configured: loopback only. */
    record LoopbackProfile() implements Origin {
        @Override
        public String toString() {
            return "loopback profile";
        }
    }

    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }
}
