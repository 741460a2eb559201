package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * The datagrams of one socket: one in, at most one out, never an empty one. Answers of a batch that was read together
 * leave together.
 */
final class UdpRequests extends ChannelInboundHandlerAdapter {
    private final ServerParts parts;
    private LoopHandlers.LoopHandler own;

    UdpRequests(ServerParts parts) {
        this.parts = parts;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        own = parts.loops().of(ctx.channel().eventLoop());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        DatagramPacket packet = (DatagramPacket) read;
        try {
            answer(ctx, packet.content(), packet.sender());
        } finally {
            packet.release();
        }
    }

    private void answer(ChannelHandlerContext ctx, ByteBuf content, InetSocketAddress sender) {
        if (sender.getPort() == 0 || parts.isStopping()) {
            return;
        }
        if (!parts.admitsDatagram(sender.getAddress())) {
            parts.services().outcomes().rateLimited();
            return;
        }
        WorkPermits permits = parts.permits();
        if (!ctx.channel().isWritable() || !permits.tryAcquire()) {
            parts.services().outcomes().overloaded();
            return;
        }
        int length = RequestHandler.SILENCE;
        try {
            byte[] request = own.request();
            int octets = content.readableBytes();
            content.getBytes(content.readerIndex(), request, 0, octets);
            length = own.handler().handle(request, octets, sender.getAddress(), Transport.DATAGRAM, false);
        } finally {
            if (length != RequestHandler.BLOCKS) {
                permits.release();
            }
        }
        if (length == RequestHandler.BLOCKS) {
            handOver(ctx, content, sender);
        } else if (length > 0) {
            send(ctx.channel(), own.handler().response(), length, sender, false);
        }
    }

    private void handOver(ChannelHandlerContext ctx, ByteBuf content, InetSocketAddress sender) {
        WorkPermits permits = parts.permits();
        byte[] message = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), message);
        boolean update = (message[2] >>> 3 & 0xf) == Wire.OPCODE_UPDATE;
        if (update && !permits.tryTurnIntoUpdate()) {
            permits.release();
            parts.services().outcomes().overloaded();
            return;
        }
        Channel channel = ctx.channel();
        parts.workers().handle(message, sender.getAddress(), Transport.DATAGRAM, own.handler().told(), (octets, length) -> {
            // first, or who has its answer and asks again at once could find no permit
            permits.release(update);
            if (length > 0) {
                send(channel, octets, length, sender, true);
            }
        });
    }

    private static void send(Channel channel, byte[] octets, int length, InetSocketAddress to, boolean flush) {
        ByteBuf content = channel.alloc().directBuffer(length).writeBytes(octets, 0, length);
        DatagramPacket packet = new DatagramPacket(content, to);
        if (flush) {
            channel.writeAndFlush(packet, channel.voidPromise());
        } else {
            channel.write(packet, channel.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // a peer that is gone, or an answer that found no way: the next datagram is another matter
        parts.services().refusals().transport(cause);
    }
}
