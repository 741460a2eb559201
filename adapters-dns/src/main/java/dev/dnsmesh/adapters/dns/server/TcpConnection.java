package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;

/**
 * One connection (RFC 7766, dns.md 10.12): length-prefixed requests, pipelined, and answered as answers come out; over TLS the same
 * (RFC 7858). Everything but {@link #close}, {@link #drain}, {@link #idleNanos} and {@link #source} happens on its event loop.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    private static final int MAX_IN_PROGRESS = 32;

    private final ServerParts parts;
    private final SocketChannel channel;
    private final InetAddress source;
    private final TcpDeadlines deadlines;
    private final PermitWait permit;
    private final LoopHandlers.LoopHandler own;
    private ByteBuf pending = Unpooled.EMPTY_BUFFER;
    private int inProgress;
    private int writes;
    private boolean leaving;
    private boolean lingering;
    private boolean inputEnded;

    /** On the event loop of the channel. */
    TcpConnection(ServerParts parts, SocketChannel channel) {
        this.parts = parts;
        this.channel = channel;
        source = channel.remoteAddress().getAddress();
        deadlines = new TcpDeadlines(channel.eventLoop(), parts.services().time()::nanos, parts.timeouts(), this::close);
        permit = new PermitWait(parts.permits(), channel.eventLoop(), parts.timeouts().permit(), this::workAndFlush,
                this::permitIsLate);
        own = parts.loops().of(channel.eventLoop());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadlines.state(false, false);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf octets = (ByteBuf) read;
        if (leaving) {
            octets.release();
            return;
        }
        pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, octets);
        work();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    private void workAndFlush() {
        work();
        channel.flush();
    }

    /** Takes whole messages off what was read, as long as more may be worked on. */
    private void work() {
        while (mayTake() && pending.readableBytes() >= 2) {
            deadlines.prefixed();
            int length = pending.getUnsignedShort(pending.readerIndex());
            if (length < Wire.HEADER) {
                leave();
            } else if (pending.readableBytes() < 2 + length || !take(length)) {
                break;
            }
        }
        if (!pending.isReadable()) {
            dropPending();
        }
        settle();
    }

    private boolean mayTake() {
        return !leaving && !permit.isWaiting() && inProgress < MAX_IN_PROGRESS && channel.isWritable();
    }

    /** Handles the first message; false where it has to stay for now. */
    private boolean take(int length) {
        if (!parts.permits().tryAcquire()) {
            permit.await();
            return false;
        }
        int at = pending.readerIndex() + 2;
        if (!permit.isResuming() && !parts.admitsStream(source)) {
            parts.permits().release();
            parts.services().outcomes().rateLimited();
            leave();
            return false;
        }
        int answer = RequestHandler.SILENCE;
        try {
            byte[] request = own.request();
            pending.getBytes(at, request, 0, length);
            answer = own.handler().handle(request, length, source, Transport.STREAM, false);
        } finally {
            if (answer != RequestHandler.BLOCKS) {
                parts.permits().release();
            }
        }
        if (answer == RequestHandler.BLOCKS) {
            return handOver(at, length);
        }
        consumed(length);
        if (answer > 0) {
            write(framed(own.handler().response(), answer));
        }
        return true;
    }

    private boolean handOver(int at, int length) {
        byte[] message = new byte[length];
        pending.getBytes(at, message);
        boolean update = (message[2] >>> 3 & 0xf) == Wire.OPCODE_UPDATE;
        if (update && !parts.permits().tryTurnIntoUpdate()) {
            parts.permits().release();
            permit.await();
            return false;
        }
        consumed(length);
        inProgress++;
        parts.workers().handle(message, source, Transport.STREAM, own.handler().told(), (octets, answer) -> {
            ByteBuf response = answer > 0 ? framed(octets, answer) : Unpooled.EMPTY_BUFFER;
            parts.permits().release(update);
            channel.eventLoop().execute(() -> answered(response));
        });
        return true;
    }

    private void consumed(int length) {
        permit.served();
        pending.skipBytes(2 + length);
        deadlines.messageEnded();
    }

    private void answered(ByteBuf response) {
        inProgress--;
        if (response.isReadable()) {
            write(response);
        }
        workAndFlush();
    }

    /** Length prefix and message leave in one write. */
    private ByteBuf framed(byte[] octets, int length) {
        return channel.alloc().directBuffer(2 + length).writeShort(length).writeBytes(octets, 0, length);
    }

    private void write(ByteBuf response) {
        writes++;
        deadlines.writing();
        channel.write(response).addListener(done -> {
            writes--;
            deadlines.written();
            settle();
        });
    }

    private void permitIsLate() {
        parts.services().outcomes().overloaded();
        leave();
    }

    /** No more requests; what is in progress is still answered. */
    private void leave() {
        if (!leaving) {
            leaving = true;
            permit.cancel();
            dropPending();
            channel.config().setAutoRead(true);
            settle();
        }
    }

    private void dropPending() {
        pending.release();
        pending = Unpooled.EMPTY_BUFFER;
    }

    /** Decides what the connection waits for now. */
    private void settle() {
        if (!channel.isActive() || lingering) {
            return;
        }
        boolean busy = inProgress > 0 || permit.isWaiting();
        boolean done = !busy && writes == 0;
        if (done && inputEnded) {
            close();
        } else if (done && leaving) {
            lingering = true;
            deadlines.lingering();
            // closing at once could reset answers that the peer has not read yet
            endOutput();
        } else {
            channel.config().setAutoRead(leaving || mayTake());
            deadlines.state(busy || !leaving && !mayTake(), pending.isReadable());
        }
    }

    /** Under TLS a notice goes first, or the peer would take the end for an attack (RFC 8446 6.1). */
    private void endOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener(told -> channel.shutdownOutput());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            workAndFlush();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputEnded = true;
            if (lingering) {
                close();
            } else {
                settle();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leaving = true;
        permit.cancel();
        deadlines.cancel();
        dropPending();
        parts.connections().forget(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        parts.services().refusals().transport(cause);
        close();
    }

    void close() {
        channel.close();
    }

    InetAddress source() {
        return source;
    }

    /** For how long nothing has been in progress or pending; negative while something is. */
    long idleNanos() {
        return deadlines.idleNanos();
    }

    /** Takes no more requests. */
    void drain() {
        channel.eventLoop().execute(this::leave);
    }
}
