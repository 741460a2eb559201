package dev.dnsmesh.adapters.http.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Gathers the pieces of a body, which fails as soon as it is too long, and tells when something of it comes. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Pieces> {
    private final long most;
    private final List<byte[]> pieces = new ArrayList<>();
    private final CompletableFuture<Pieces> whole = new CompletableFuture<>();
    private final Runnable came;
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private long length;

    /** @param came called with every piece */
    BoundedBody(long most, Runnable came) {
        this.most = most;
        this.came = came;
    }

    /** A whole body, never copied into one. */
    record Pieces(List<byte[]> octets) {
        InputStream stream() {
            return new SequenceInputStream(Collections.enumeration(octets.stream().map(ByteArrayInputStream::new).toList()));
        }

        boolean isEmpty() {
            return octets.isEmpty();
        }
    }

    @Override
    public CompletionStage<Pieces> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription coming) {
        subscription = Optional.of(coming);
        coming.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        came.run();
        for (ByteBuffer piece : more) {
            length += piece.remaining();
            if (length > most) {
                subscription.ifPresent(Flow.Subscription::cancel);
                pieces.clear();
                whole.completeExceptionally(new IOException("the answer is longer than " + most + " octets"));
                return;
            }
            byte[] octets = new byte[piece.remaining()];
            piece.get(octets);
            pieces.add(octets);
        }
        subscription.ifPresent(open -> open.request(1));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(new Pieces(pieces));
    }
}
