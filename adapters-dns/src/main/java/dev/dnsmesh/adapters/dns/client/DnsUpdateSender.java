package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.port.out.HostResolver;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.update.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Message;

/** UPDATEs over UDP, TCP, TLS and HTTPS, packed, signed, repeated and verified as client.md 15.1, 19.1 and 19.5 say. */
public final class DnsUpdateSender implements UpdateSender {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** Waits between attempts; tests pass one that does not. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final NodeRoutes routes;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Pause pause;

    /**
     * @param home   asked when the first message is sent
     * @param secure for servers that cannot be reached over UDP and TCP
     */
    public DnsUpdateSender(HostResolver hosts, Supplier<HomeNode> home, SecureTransports secure, TimeSource time, RandomGenerator random, Pause pause) {
        this.routes = new NodeRoutes(hosts, home, secure, time);
        this.time = time;
        this.random = random;
        this.pause = pause;
    }

    @Override
    public List<Packed> pack(OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        Optional<UpdateSigner> signer = key.flatMap(k -> switch (UpdateSigner.of(k, time)) {
            case UpdateSigner.Made.Usable(var s) -> Optional.of(s);
            case UpdateSigner.Made.Unusable _ -> Optional.empty();
        });
        return UpdateMessage.cut(zone, changes, reserved(signer)).stream()
                .map(part -> new Packed(part.size(), wire(zone, part, signer).length)).toList();
    }

    private static byte[] wire(OwnerName zone, List<Change> part, Optional<UpdateSigner> signer) {
        Message message = UpdateMessage.build(zone, part, 0);
        signer.ifPresent(s -> s.sign(message));
        return message.toWire(UpdateMessage.MAX_OCTETS);
    }

    @Override
    public Sent send(Target target, OwnerName zone, List<Change> changes, Optional<TsigBlock> key) {
        Optional<UpdateSigner> signer = Optional.empty();
        if (key.isPresent()) {
            switch (UpdateSigner.of(key.get(), time)) {
                case UpdateSigner.Made.Usable(var usable) -> signer = Optional.of(usable);
                case UpdateSigner.Made.Unusable(var why) -> {
                    return new Sent.BadKey(why);
                }
            }
        }
        Carrier server = routes.to(target);
        Deque<List<Change>> waiting = new ArrayDeque<>(UpdateMessage.cut(zone, changes, reserved(signer)));
        int messages = 0;
        int octets = 0;
        int accepted = 0;
        String transport = "udp";
        while (!waiting.isEmpty()) {
            List<Change> part = waiting.poll();
            switch (attempt(server, zone, part, signer)) {
                case Sent.Accepted a -> {
                    messages++;
                    octets += a.octets();
                    accepted += part.size();
                    transport = a.transport().equals("udp") ? transport : a.transport();
                }
                case Sent.Refused r when r.rcode() == Rcode.FORMERR && part.size() > 1 -> {
                    waiting.addFirst(part.subList(part.size() / 2, part.size()));
                    waiting.addFirst(part.subList(0, part.size() / 2));
                }
                case Sent.Refused r -> {
                    return new Sent.Refused(r.rcode(), r.tsigError(), r.authentic(), r.clockSkew(), accepted);
                }
                case Sent.NotAuthentic _ -> {
                    return new Sent.NotAuthentic(accepted);
                }
                case Sent.Unreachable(var why, var _) -> {
                    return new Sent.Unreachable(why, accepted);
                }
                case Sent.BadKey bad -> {
                    return bad;
                }
            }
        }
        return new Sent.Accepted(messages, octets, transport);
    }

    /** One message, repeated with a fresh ID and time on silence and SERVFAIL. */
    private Sent attempt(Carrier server, OwnerName zone, List<Change> part, Optional<UpdateSigner> signer) {
        Sent last = once(server, zone, part, signer);
        for (Duration wait : PAUSES) {
            boolean again = switch (last) {
                case Sent.Unreachable _ -> true;
                case Sent.Refused r -> r.rcode() == Rcode.SERVFAIL && signer.isPresent();
                case Sent.Accepted _, Sent.NotAuthentic _, Sent.BadKey _ -> false;
            };
            if (!again) {
                break;
            }
            try {
                pause.of(wait);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
            last = once(server, zone, part, signer);
        }
        return last;
    }

    private Sent once(Carrier server, OwnerName zone, List<Change> part, Optional<UpdateSigner> signer) {
        Message request = UpdateMessage.build(zone, part, random.nextInt(0x10000));
        signer.ifPresent(s -> s.sign(request));
        byte[] wire = request.toWire(UpdateMessage.MAX_OCTETS);
        try {
            Carrier.Carried carried = server.carry(wire);
            return judge(request, carried, signer, wire.length);
        } catch (IOException unreachable) {
            return new Sent.Unreachable(unreachable.getMessage(), 0);
        }
    }

    private Sent judge(Message request, Carrier.Carried carried, Optional<UpdateSigner> signer, int sentOctets) {
        Message answer = carried.answer();
        String transport = carried.transport();
        Optional<Rcode> rcode = rcode(answer.getRcode());
        if (rcode.isEmpty()) {
            return new Sent.Unreachable("answered with the unknown RCODE " + answer.getRcode(), 0);
        }
        boolean ok = rcode.get() == Rcode.NOERROR;
        if (signer.isEmpty()) {
            return ok ? new Sent.Accepted(1, sentOctets, transport)
                    : new Sent.Refused(rcode.get(), Optional.empty(), false, Optional.empty(), 0);
        }
        return switch (signer.get().verify(request, answer, carried.octets(), time.now())) {
            case UpdateSigner.Verdict.Authentic _ -> ok ? new Sent.Accepted(1, sentOctets, transport)
                    : new Sent.Refused(rcode.get(), Optional.empty(), true, Optional.empty(), 0);
            case UpdateSigner.Verdict.ClockOff(var skew) ->
                    new Sent.Refused(rcode.get(), Optional.of("BADTIME"), true, Optional.of(skew), 0);
            case UpdateSigner.Verdict.Unproven(var error) -> ok ? new Sent.NotAuthentic(0)
                    : new Sent.Refused(rcode.get(), error, false, Optional.empty(), 0);
        };
    }

    private static Optional<Rcode> rcode(int code) {
        for (Rcode rcode : Rcode.values()) {
            if (rcode.code() == code) {
                return Optional.of(rcode);
            }
        }
        return Optional.empty();
    }

    private static int reserved(Optional<UpdateSigner> signer) {
        return signer.map(UpdateSigner::recordLength).orElse(0);
    }
}
