package dev.dnsmesh.application.client.port.in;

import java.util.function.Function;

/** What a client operation came to: what was asked for, or why not. */
public sealed interface ClientResult<T> {
    record Done<T>(T value) implements ClientResult<T> {
    }

    record Failed<T>(ClientFailure failure) implements ClientResult<T> {
    }

    static <T> ClientResult<T> done(T value) {
        return new Done<>(value);
    }

    static <T> ClientResult<T> failed(ClientErrorCode code, String message) {
        return ClientFailure.of(code, message).result();
    }

    default <U> ClientResult<U> map(Function<? super T, ? extends U> next) {
        return switch (this) {
            case Done<T>(var value) -> new Done<>(next.apply(value));
            case Failed<T>(var failure) -> new Failed<>(failure);
        };
    }

    /** Goes on with what there is; the first failure ends it. */
    default <U> ClientResult<U> then(Function<? super T, ClientResult<U>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case Failed<T>(var failure) -> new Failed<>(failure);
        };
    }
}
