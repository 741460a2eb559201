package dev.dnsmesh.adapters.http.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;

/** Gathers a body, which fails as soon as it is too long, and knows when something of it last came. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private static final int PIECE = 8_192;

    private final int most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final Runnable came;
    private Optional<Flow.Subscription> subscription = Optional.empty();

    /** @param came called with every piece */
    BoundedBody(int most, Runnable came) {
        this.most = most;
        this.came = came;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription pieces) {
        subscription = Optional.of(pieces);
        pieces.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        came.run();
        for (ByteBuffer piece : pieces) {
            byte[] octets = new byte[piece.remaining()];
            piece.get(octets);
            if (body.size() + octets.length > most) {
                subscription.ifPresent(Flow.Subscription::cancel);
                whole.completeExceptionally(new IOException("the answer is longer than " + most + " octets"));
                return;
            }
            body.writeBytes(octets);
        }
        subscription.ifPresent(open -> open.request(1));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(body.toByteArray());
    }

    /** @throws IOException where it is no gzip, or longer than {@code most} */
    static byte[] inflated(byte[] compressed, int most) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), PIECE)) {
            byte[] plain = in.readNBytes(most);
            if (plain.length == most && in.read() >= 0) {
                throw new IOException("the answer is longer than " + most + " octets");
            }
            return plain;
        }
    }
}
