package dev.dnsmesh.domain.ownership;

/**
 * What a planner decided.
 *
 * @param outcome to be returned once {@code write} is durable
 * @param write   {@link AccessWrite#NOTHING} for refusals
 */
public record Plan<O>(O outcome, AccessWrite write) {
    static <O> Plan<O> refused(O outcome) {
        return new Plan<>(outcome, AccessWrite.NOTHING);
    }
}
