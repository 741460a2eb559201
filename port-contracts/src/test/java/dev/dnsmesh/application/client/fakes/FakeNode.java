package dev.dnsmesh.application.client.fakes;

import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A node over HTTP that records what it was asked and answers as told. */
public final class FakeNode implements NodeApi {
    public record Write(String verb, String base, Optional<String> token, OwnerName name, TxtValue value) {
    }

    private final List<Write> writes = new ArrayList<>();
    private final Deque<Reply<String>> writeAnswers = new ArrayDeque<>();
    private final List<Confirmation> confirmations = new ArrayList<>();
    private Reply<Challenge> challenge = new Reply.Unreachable<>("connection refused");
    private Reply<Token> token = new Reply.Unreachable<>("connection refused");
    private Reply<MintedKey> key = new Reply.Unreachable<>("connection refused");
    private int calls;

    public FakeNode challenging(Reply<Challenge> reply) {
        challenge = reply;
        return this;
    }

    public FakeNode confirming(Reply<Token> reply) {
        token = reply;
        return this;
    }

    public FakeNode minting(Reply<MintedKey> reply) {
        key = reply;
        return this;
    }

    public FakeNode writing(Reply<String> reply) {
        writeAnswers.add(reply);
        return this;
    }

    public List<Write> writes() {
        return writes;
    }

    public List<Confirmation> confirmations() {
        return confirmations;
    }

    public int calls() {
        return calls;
    }

    @Override
    public Reply<String> health(String base) {
        calls++;
        return new Reply.Ok<>("ok");
    }

    @Override
    public Reply<Challenge> challenge(String base) {
        calls++;
        return challenge;
    }

    @Override
    public Reply<Token> confirm(String base, Confirmation confirmation) {
        calls++;
        confirmations.add(confirmation);
        return token;
    }

    @Override
    public Reply<MintedKey> confirmTsig(String base, Confirmation confirmation) {
        calls++;
        confirmations.add(confirmation);
        return key;
    }

    @Override
    public Reply<String> publish(String base, Optional<String> bearer, OwnerName name, TxtValue value, long ttlSeconds) {
        return write(new Write("POST", base, bearer, name, value));
    }

    @Override
    public Reply<String> delete(String base, Optional<String> bearer, OwnerName name, TxtValue value) {
        return write(new Write("DELETE", base, bearer, name, value));
    }

    private synchronized Reply<String> write(Write write) {
        writes.add(write);
        return writeAnswers.isEmpty() ? new Reply.Ok<>("") : writeAnswers.poll();
    }
}
