package dev.dnsmesh.domain.ownership;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Collections;

/**
 * A row was stored as it came.
 *
 * @param contested names of it that another holder has in the registry, and keeps
 */
public record TakeOver(SortedSet<HeldName> contested) {
    public TakeOver {
        contested = Collections.unmodifiableSortedSet(new TreeSet<>(contested));
    }
}
