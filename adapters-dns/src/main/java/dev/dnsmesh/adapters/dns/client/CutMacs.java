package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.octets.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;

/** TSIG with the algorithms whose MAC is cut by definition (RFC 8945 6), which dnsjava does not know. */
final class CutMacs implements UpdateSigner.Macs {
    private static final Duration FUDGE = Duration.ofSeconds(300);
    private static final int HEADER = 12;
    private static final int POINTER = 0xc0;

    private final Name key;
    private final Name algorithm;
    private final String hmac;
    private final int length;
    private final Secret secret;
    private final TimeSource time;

    /**
     * @param hmac   as the JDK names the uncut one
     * @param length octets that are left of its MAC
     */
    CutMacs(Name key, Name algorithm, String hmac, int length, Secret secret, TimeSource time) {
        this.key = key;
        this.algorithm = algorithm;
        this.hmac = hmac;
        this.length = length;
        this.secret = secret;
        this.time = time;
    }

    @Override
    public void sign(Message message) {
        Instant now = Instant.ofEpochSecond(time.now().getEpochSecond());
        byte[] mac = mac(new byte[0], message.toWire(), variables(now, FUDGE, Rcode.NOERROR, new byte[0]));
        message.addRecord(new TSIGRecord(key, DClass.ANY, 0, algorithm, now, FUDGE, mac, message.getHeader().getID(),
                Rcode.NOERROR, new byte[0]), Section.ADDITIONAL);
    }

    @Override
    public boolean verify(Message request, Message answer, byte[] octets) {
        TSIGRecord proof = answer.getTSIG();
        int start = lastRecord(octets);
        boolean ours = proof.getName().equals(key) && proof.getAlgorithm().equals(algorithm)
                && proof.getDClass() == DClass.ANY && proof.getTTL() == 0;
        if (start < 0 || !ours) {
            return false;
        }
        byte[] requestMac = request.getTSIG().getSignature();
        byte[] before = ByteBuffer.allocate(2 + requestMac.length).putShort((short) requestMac.length).put(requestMac).array();
        byte[] signed = Arrays.copyOf(octets, start);
        ByteBuffer header = ByteBuffer.wrap(signed);
        header.putShort(0, (short) proof.getOriginalID());
        header.putShort(10, (short) (header.getShort(10) - 1));
        byte[] other = proof.getOther() == null ? new byte[0] : proof.getOther();
        byte[] mac = mac(before, signed, variables(proof.getTimeSigned(), proof.getFudge(), proof.getError(), other));
        boolean inTime = Duration.between(proof.getTimeSigned(), time.now()).abs().compareTo(proof.getFudge()) <= 0;
        // a rejected time carries the request's own, so the MAC alone must do
        return MessageDigest.isEqual(mac, proof.getSignature()) && (inTime || proof.getError() == Rcode.BADTIME);
    }

    private byte[] mac(byte[]... parts) {
        return secret.use(octets -> {
            try {
                Mac mac = Mac.getInstance(hmac);
                mac.init(new SecretKeySpec(octets, hmac));
                for (byte[] part : parts) {
                    mac.update(part);
                }
                return Arrays.copyOf(mac.doFinal(), length);
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("every Java platform has " + hmac, absent);
            }
        });
    }

    /** What a MAC covers beside the message (RFC 8945 4.3.3). */
    private byte[] variables(Instant signed, Duration fudge, int error, byte[] other) {
        byte[] keyName = key.toWireCanonical();
        byte[] algorithmName = algorithm.toWireCanonical();
        long seconds = signed.getEpochSecond();
        return ByteBuffer.allocate(keyName.length + algorithmName.length + 18 + other.length).put(keyName)
                .putShort((short) DClass.ANY).putInt(0).put(algorithmName)
                .putShort((short) (seconds >> 32)).putInt((int) seconds).putShort((short) fudge.toSeconds())
                .putShort((short) error).putShort((short) other.length).put(other).array();
    }

    /** Where the last record of a message starts, which dnsjava has parsed; -1 where it has none. */
    private static int lastRecord(byte[] octets) {
        ByteBuffer message = ByteBuffer.wrap(octets);
        int questions = message.getShort(4) & 0xffff;
        int records = (message.getShort(6) & 0xffff) + (message.getShort(8) & 0xffff) + (message.getShort(10) & 0xffff);
        int at = HEADER;
        for (int i = 0; i < questions; i++) {
            at = afterName(octets, at) + 4;
        }
        int start = -1;
        for (int i = 0; i < records; i++) {
            start = at;
            int data = afterName(octets, at) + 10;
            at = data + (message.getShort(data - 2) & 0xffff);
        }
        return start;
    }

    private static int afterName(byte[] octets, int start) {
        int at = start;
        while (octets[at] != 0) {
            if ((octets[at] & POINTER) == POINTER) {
                return at + 2;
            }
            at += (octets[at] & 0xff) + 1;
        }
        return at + 1;
    }
}
