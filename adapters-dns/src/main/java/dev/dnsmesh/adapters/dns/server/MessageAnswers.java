package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Freshness;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.application.port.in.AnswerMessage;
import dev.dnsmesh.application.port.in.ApplyUpdate.Transport;
import dev.dnsmesh.domain.octets.Octets;
import java.net.InetAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Messages that were not read from a socket of ours; bounded as those of a TCP connection are (dns.md 10.12, 10.13). */
final class MessageAnswers implements AnswerMessage {
    private final ServerParts parts;

    MessageAnswers(ServerParts parts) {
        this.parts = parts;
    }

    @Override
    public Outcome answer(Octets message, InetAddress source) {
        if (parts.isStopping()) {
            return new Outcome.Overloaded();
        }
        if (!parts.admitsStream(source)) {
            parts.services().outcomes().rateLimited();
            return new Outcome.Limited();
        }
        byte[] octets = message.toArray();
        if (octets.length < Wire.HEADER || octets.length > Wire.MAX_MESSAGE || (octets[2] & 0x80) != 0) {
            parts.services().outcomes().malformed();
            return new Outcome.Unreadable();
        }
        boolean update = (octets[2] >>> 3 & 0xf) == Wire.OPCODE_UPDATE;
        if (!acquire(update)) {
            parts.services().outcomes().overloaded();
            return new Outcome.Overloaded();
        }
        try {
            // silence is the answer to a copy of an UPDATE whose first one is still at work
            return parts.workers().handleHere(octets, source, Transport.STREAM, (response, length) -> length > 0
                    ? new Outcome.Answered(Octets.of(response, 0, length), Freshness.seconds(response, length)) : new Outcome.Overloaded());
        } finally {
            parts.permits().release(update);
        }
    }

    /** Waits for a permit as long as a connection does. */
    private boolean acquire(boolean update) {
        if (tryAcquire(update)) {
            return true;
        }
        long end = System.nanoTime() + parts.timeouts().permit().toNanos();
        Semaphore released = new Semaphore(0);
        Runnable wake = released::release;
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                parts.permits().whenReleased(wake);
                // one may have been released before anybody was told of us
                if (tryAcquire(update) || released.tryAcquire(left, TimeUnit.NANOSECONDS) && tryAcquire(update)) {
                    return true;
                }
                parts.permits().forget(wake);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            parts.permits().forget(wake);
        }
        return false;
    }

    private boolean tryAcquire(boolean update) {
        if (!parts.permits().tryAcquire()) {
            return false;
        }
        if (update && !parts.permits().tryTurnIntoUpdate()) {
            parts.permits().release();
            return false;
        }
        return true;
    }
}
