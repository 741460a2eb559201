package dev.dnsmesh.application.usecase.update;

import dev.dnsmesh.application.port.in.ApplyUpdate.Outcome;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;

/** What a step makes of an UPDATE: something for the next step, or the rule that refuses it. */
sealed interface Judgement<T> {
    record Passed<T>(T value) implements Judgement<T> {
    }

    record Refused<T>(Outcome.Denied denied) implements Judgement<T> {
    }

    static <T> Judgement<T> refused(Refusal refusal) {
        return new Refused<>(refusal.denied());
    }

    /** On account of this owner, in wire form, where it can own a record. */
    static <T> Judgement<T> refused(Refusal refusal, Octets owner) {
        return new Refused<>(OwnerName.ofWire(owner).map(refusal::denied).orElseGet(refusal::denied));
    }
}
