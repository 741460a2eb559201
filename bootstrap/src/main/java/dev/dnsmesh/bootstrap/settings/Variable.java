package dev.dnsmesh.bootstrap.settings;

import java.util.EnumSet;
import java.util.Set;

/**
 * One variable.
 *
 * @param fallback the text it has when nobody sets it; empty = none
 * @param meaning  for the manual: one line
 */
record Variable<T>(String name, ValueType<T> type, String fallback, String meaning, Set<Trait> traits) {
    enum Trait {
        /** Its value is never printed. */
        SECRET,
        /** {@code <NAME>_FILE} may name a file to read it from. */
        FROM_FILE,
        /** A value that is none is a warning, and the default holds. */
        FORGIVING,
        /** May be set without leaving the loopback profile although it is one of Part A. */
        NEUTRAL,
        /** A reload is enough to change it. */
        LIVE,
        /** Known, and without effect on this node. */
        IDLE,
        /** For the client. */
        CLIENT,
        /** Defined by this node, not by Part A. */
        OURS
    }

    Variable {
        traits = Set.copyOf(traits);
    }

    static <T> Variable<T> of(String name, ValueType<T> type, String fallback, String meaning, Trait... traits) {
        EnumSet<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(java.util.List.of(traits));
        return new Variable<>(name, type, fallback, meaning, set);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
