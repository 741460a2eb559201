package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.adapters.dns.client.ScriptedServer.Asked;
import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.contracts.client.UpdateSenderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** The sender against a server that answers as a node may, each way. */
class UpdateSenderContractTest implements UpdateSenderContract {
    private static final Name KEY_NAME = Name.fromConstantString("alice-1.mesh.test.");
    private static final Duration FUDGE = Duration.ofSeconds(300);

    @Override
    public Harness newServer() {
        return new Scripted();
    }

    private static final class Scripted implements Harness {
        private final Deque<Answer> answers = new ArrayDeque<>();
        private final ScriptedServer server;
        private List<Integer> taken = new CopyOnWriteArrayList<>();

        Scripted() {
            try {
                server = new ScriptedServer(this::answer);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public UpdateSender sender() {
            return new DnsUpdateSender(host -> List.of(InetAddress.getLoopbackAddress()),
                    () -> new HomeNode(List.of("node"), NodeTransport.DNS, Optional.empty(), HomeNode.DOT_PORT), Secure.NONE, new SteppedTime(),
                    new Random(1), duration -> {
                    });
        }

        /** Where nobody listens, silence is known at once. */
        @Override
        public synchronized Target target() {
            return new Target("node", answers.peek() instanceof Answer.Silence ? closedPort() : server.port());
        }

        private static int closedPort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public synchronized List<Integer> answering(Answer... now) {
            answers.clear();
            answers.addAll(List.of(now));
            taken = new CopyOnWriteArrayList<>();
            return taken;
        }

        private synchronized Optional<byte[]> answer(Asked asked) {
            Message request = ScriptedZone.parsed(asked);
            taken.add(request.getSection(Section.UPDATE).size());
            Answer next = answers.size() > 1 ? answers.poll() : answers.peek();
            return switch (next) {
                case Answer.Proper(var rcode) -> Optional.of(request.getTSIG() == null ? unsigned(request, rcode.code())
                        : signed(request, rcode.code()));
                case Answer.Unsigned(var rcode) -> Optional.of(unsigned(request, rcode.code()));
                case Answer.TsigError(var error) -> Optional.of(
                        rejected(request, error.equals("BADKEY") ? Rcode.BADKEY : Rcode.BADSIG, new byte[0], new byte[0]));
                case Answer.BadTime() -> Optional.of(badTime(request));
                case Answer.Silence() -> Optional.empty();
            };
        }

        private static byte[] unsigned(Message request, int rcode) {
            Message answer = ScriptedZone.skeleton(request);
            answer.getHeader().setRcode(rcode);
            return answer.toWire();
        }

        private static byte[] signed(Message request, int rcode) {
            Message answer = ScriptedZone.skeleton(request);
            answer.getHeader().setRcode(rcode);
            TSIG tsig = KEY.orElseThrow().secret().use(secret -> new TSIG(TSIG.HMAC_SHA256, KEY_NAME, new SecretKeySpec(secret, "Hmac"),
                    Clock.fixed(SteppedTime.START, ZoneOffset.UTC)));
            tsig.apply(answer, request.getTSIG());
            return answer.toWire();
        }

        private static byte[] rejected(Message request, int error, byte[] mac, byte[] other) {
            Message answer = ScriptedZone.skeleton(request);
            answer.getHeader().setRcode(Rcode.NOTAUTH);
            answer.addRecord(new TSIGRecord(KEY_NAME, DClass.ANY, 0, TSIG.HMAC_SHA256, request.getTSIG().getTimeSigned(), FUDGE, mac,
                    request.getHeader().getID(), error, other), Section.ADDITIONAL);
            return answer.toWire();
        }

        /** By hand (RFC 8945 4.3, 5.2.3): dnsjava leaves Other Data out of the MAC that it makes. */
        private static byte[] badTime(Message request) {
            Message answer = ScriptedZone.skeleton(request);
            answer.getHeader().setRcode(Rcode.NOTAUTH);
            DNSOutput digested = new DNSOutput();
            digested.writeU16(request.getTSIG().getSignature().length);
            digested.writeByteArray(request.getTSIG().getSignature());
            digested.writeByteArray(answer.toWire());
            KEY_NAME.toWireCanonical(digested);
            digested.writeU16(DClass.ANY);
            digested.writeU32(0);
            TSIG.HMAC_SHA256.toWireCanonical(digested);
            digested.writeByteArray(uint48(request.getTSIG().getTimeSigned()));
            digested.writeU16((int) FUDGE.toSeconds());
            digested.writeU16(Rcode.BADTIME);
            byte[] other = uint48(SteppedTime.START.plus(SKEW));
            digested.writeU16(other.length);
            digested.writeByteArray(other);
            return rejected(request, Rcode.BADTIME, hmac(digested.toByteArray()), other);
        }

        private static byte[] uint48(Instant time) {
            return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(time.getEpochSecond()).array(), 2, 8);
        }

        private static byte[] hmac(byte[] message) {
            return KEY.orElseThrow().secret().use(secret -> {
                try {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                    return mac.doFinal(message);
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
