package dev.dnsmesh.application.usecase.update;

/** What a step makes of an UPDATE: something for the next step, or the rule that refuses it. */
sealed interface Judgement<T> {
    record Passed<T>(T value) implements Judgement<T> {
    }

    record Refused<T>(Refusal refusal) implements Judgement<T> {
    }

    static <T> Judgement<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
