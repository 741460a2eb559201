package dev.dnsmesh.bootstrap.lifecycle;

import java.util.List;

/** The node cannot start, for reasons that the operator can mend. */
public final class StartRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public StartRefused(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public StartRefused(String reason) {
        this(List.of(reason));
    }

    /** One line each. */
    public List<String> reasons() {
        return reasons;
    }
}
