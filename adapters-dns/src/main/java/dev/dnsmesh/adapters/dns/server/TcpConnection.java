package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One connection (RFC 7766, dns.md 10.12): length-prefixed requests, pipelined and answered as they come out. Everything
 * but {@link #close}, {@link #idleNanos} and {@link #source} happens on its event loop.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {
    private static final int MAX_IN_PROGRESS = 32;
    private static final long PERMIT_WAIT_MILLIS = 1_000;

    private final ServerParts parts;
    private final Channel channel;
    private final InetAddress source;
    private final TcpDeadlines deadlines;
    private final Runnable retry;
    private LoopHandlers.LoopHandler own;
    private ByteBuf pending = Unpooled.EMPTY_BUFFER;
    private int inProgress;
    private int writes;
    private boolean waiting;
    private boolean permitLate;
    private boolean leaving;
    private boolean inputEnded;

    TcpConnection(ServerParts parts, Channel channel) {
        this.parts = parts;
        this.channel = channel;
        source = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        deadlines = new TcpDeadlines(channel.eventLoop(), parts.services().time(),
                parts.services().settings().tcpIdle(), this::close);
        retry = () -> channel.eventLoop().execute(this::permitMayBeFree);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        own = parts.loops().of(channel.eventLoop());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadlines.accepted();
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

    /** Takes whole messages off what was read, as long as more may be worked on. */
    private void work() {
        while (!leaving && !waiting && inProgress < MAX_IN_PROGRESS && channel.isWritable()) {
            if (pending.readableBytes() < 2) {
                break;
            }
            deadlines.prefixed();
            int length = pending.getUnsignedShort(pending.readerIndex());
            if (length < Wire.HEADER) {
                // an empty message, or one too short for a header: nothing can be told apart any more
                if (length > 0 && pending.readableBytes() < 2 + length) {
                    break;
                }
                leave();
                break;
            }
            if (pending.readableBytes() < 2 + length || !take(length)) {
                break;
            }
        }
        if (!pending.isReadable()) {
            pending.release();
            pending = Unpooled.EMPTY_BUFFER;
        }
        settle();
    }

    /** Handles the first message; false where it has to stay for now. */
    private boolean take(int length) {
        if (parts.isStopping()) {
            leave();
            return false;
        }
        if (!parts.permits().tryAcquire()) {
            waitForPermit();
            return false;
        }
        if (!parts.tcpSources().admits(source)) {
            parts.permits().release();
            parts.services().outcomes().rateLimited();
            leave();
            return false;
        }
        int at = pending.readerIndex() + 2;
        byte[] request = own.request();
        pending.getBytes(at, request, 0, length);
        int answer = own.handler().handle(request, length, source, Transport.STREAM, false);
        if (answer == RequestHandler.BLOCKS) {
            return handOver(at, length);
        }
        parts.permits().release();
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
            waitForPermit();
            return false;
        }
        consumed(length);
        inProgress++;
        parts.workers().handle(message, source, Transport.STREAM, (octets, answer) -> {
            ByteBuf response = answer > 0 ? framed(octets, answer) : Unpooled.EMPTY_BUFFER;
            parts.permits().release(update);
            channel.eventLoop().execute(() -> answered(response));
        });
        return true;
    }

    private void consumed(int length) {
        permitLate = false;
        pending.skipBytes(2 + length);
        deadlines.messageEnded();
    }

    private void answered(ByteBuf response) {
        inProgress--;
        if (response.isReadable()) {
            write(response);
            channel.flush();
        }
        work();
    }

    private ByteBuf framed(byte[] octets, int length) {
        return channel.alloc().directBuffer(2 + length).writeShort(length).writeBytes(octets, 0, length);
    }

    private void write(ByteBuf response) {
        writes++;
        deadlines.writing(writes == 1);
        channel.write(response).addListener(done -> {
            writes--;
            deadlines.written();
            settle();
        });
    }

    private void waitForPermit() {
        if (permitLate) {
            parts.services().outcomes().overloaded();
            leave();
            return;
        }
        waiting = true;
        parts.permits().whenReleased(retry);
        channel.eventLoop().schedule(this::permitIsLate, PERMIT_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void permitMayBeFree() {
        if (waiting) {
            waiting = false;
            work();
            channel.flush();
        }
    }

    private void permitIsLate() {
        if (waiting) {
            parts.permits().forget(retry);
            permitLate = true;
            permitMayBeFree();
        }
    }

    /** No more requests; what is in progress is still answered. */
    void leave() {
        if (!leaving) {
            leaving = true;
            pending.release();
            pending = Unpooled.EMPTY_BUFFER;
            channel.config().setAutoRead(true);
            settle();
        }
    }

    private void settle() {
        boolean busy = inProgress > 0 || waiting;
        boolean done = !busy && writes == 0;
        if (done && (inputEnded || !channel.isActive())) {
            close();
            return;
        }
        if (done && leaving) {
            deadlines.lingering();
            // the peer gets all answers before it sees the end; closing at once could reset what it has not read yet
            ((DuplexChannel) channel).shutdownOutput();
            return;
        }
        if (!leaving) {
            boolean more = !waiting && inProgress < MAX_IN_PROGRESS && channel.isWritable();
            channel.config().setAutoRead(more);
            deadlines.state(busy || !more, pending.isReadable());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            work();
        }
        channel.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            settle();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leaving = true;
        parts.permits().forget(retry);
        waiting = false;
        deadlines.cancel();
        pending.release();
        pending = Unpooled.EMPTY_BUFFER;
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

    /** Stops taking requests, from any thread. */
    void drain() {
        channel.eventLoop().execute(this::leave);
    }
}
