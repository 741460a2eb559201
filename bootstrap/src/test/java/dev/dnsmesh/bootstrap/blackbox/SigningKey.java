package dev.dnsmesh.bootstrap.blackbox;

import static dev.dnsmesh.bootstrap.blackbox.WireRequest.concat;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.name;
import static dev.dnsmesh.bootstrap.blackbox.WireRequest.shorts;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A TSIG key (RFC 8945) as a client holds it, or means to. Every {@code with} gives another one that signs differently.
 *
 * @param time       Time Signed in Unix seconds; 0 = now
 * @param macLength  octets of the MAC that are sent, the rest zero; 0 = all
 * @param damaged    whether the MAC is one bit off
 * @param keyClass   CLASS of the record, 255 where it is right
 * @param ttl        TTL of the record, 0 where it is right
 * @param error      error field of the request, 0 where it is right
 */
record SigningKey(String keyName, String algorithm, byte[] secret, long time, int macLength, boolean damaged, int keyClass,
                  int ttl, int error) {
    static final int BADSIG = 16;
    static final int BADKEY = 17;
    static final int BADTIME = 18;
    static final int BADTRUNC = 22;
    private static final int FUDGE = 300;

    /** As {@code nsupdate -y} takes it: algorithm, name, secret. */
    static SigningKey of(String text) {
        String[] parts = text.split(":");
        return new SigningKey(parts[1].replaceFirst("\\.$", ""), parts[0], Base64.getDecoder().decode(parts[2]), 0, 0, false, 255, 0, 0);
    }

    /** As a node grants it to somebody who registers. */
    static SigningKey registered(NodeUnderTest node, String subject) {
        HttpWire.Reply granted = HttpWire.ask(node.httpPort(), "POST /v1/registration/tsig-confirm", List.of(),
                new Registrant().fields(subject, Registrant.Challenge.asked(node.httpPort())) + "}");
        byte[] secret = HexFormat.of().parseHex(Registrant.member(granted, "tsig_secret_hex"));
        return new SigningKey(Registrant.member(granted, "tsig_key_name").replaceFirst("\\.$", ""), "hmac-sha256", secret, 0, 0, false, 255, 0, 0);
    }

    SigningKey withName(String other) {
        return new SigningKey(other, algorithm, secret, time, macLength, damaged, keyClass, ttl, error);
    }

    SigningKey withAlgorithm(String other) {
        return new SigningKey(keyName, other, secret, time, macLength, damaged, keyClass, ttl, error);
    }

    SigningKey withTime(long seconds) {
        return new SigningKey(keyName, algorithm, secret, seconds, macLength, damaged, keyClass, ttl, error);
    }

    SigningKey withMacLength(int octets) {
        return new SigningKey(keyName, algorithm, secret, time, octets, damaged, keyClass, ttl, error);
    }

    SigningKey withDamagedMac() {
        return new SigningKey(keyName, algorithm, secret, time, macLength, true, keyClass, ttl, error);
    }

    SigningKey withFields(int otherClass, int otherTtl, int otherError) {
        return new SigningKey(keyName, algorithm, secret, time, macLength, damaged, otherClass, otherTtl, otherError);
    }

    /** The message with a TSIG record at its end. */
    Signed sign(byte[] message) {
        long seconds = time == 0 ? Instant.now().getEpochSecond() : time;
        byte[] mac = mac(concat(message, variables(seconds, FUDGE, error, new byte[0])));
        if (damaged) {
            mac[mac.length - 1] ^= 1;
        }
        byte[] sent = macLength == 0 ? mac : Arrays.copyOf(mac, macLength);
        byte[] rdata = concat(name(algorithm), time48(seconds), shorts(FUDGE, sent.length), sent, Arrays.copyOf(message, 2), shorts(error, 0));
        byte[] record = concat(name(keyName), shorts(250, keyClass, ttl >>> 16, ttl, rdata.length), rdata);
        byte[] counted = message.clone();
        counted[11]++;
        return new Signed(concat(counted, record), sent);
    }

    Signed sign(WireRequest request) {
        return sign(request.bytes());
    }

    /** A request with the MAC that its response builds on. */
    record Signed(byte[] octets, byte[] mac) {
    }

    /** What the TSIG record of a response says. */
    record Verdict(int error, boolean verified, int macLength, long timeSigned, byte[] other) {
    }

    /** Takes the TSIG record, which must be the last of the response, apart and verifies it. */
    Verdict verdictOf(byte[] response, Signed request) {
        int at = lastRecord(response);
        int fixed = afterName(response, at);
        if (u16(response, 10) == 0 || u16(response, fixed) != 250 || u16(response, fixed + 2) != 255) {
            throw new AssertionError("no TSIG record in the response");
        }
        int time = fixed + 10 + name(algorithm).length;
        long seconds = (long) u16(response, time) << 32 | (long) u16(response, time + 2) << 16 | u16(response, time + 4);
        int macLength = u16(response, time + 8);
        byte[] mac = Arrays.copyOfRange(response, time + 10, time + 10 + macLength);
        int after = time + 10 + macLength;
        int code = u16(response, after + 2);
        byte[] other = Arrays.copyOfRange(response, after + 6, after + 6 + u16(response, after + 4));
        if (after + 6 + other.length != response.length) {
            throw new AssertionError("octets after the TSIG record");
        }
        byte[] unsigned = Arrays.copyOf(response, at);
        unsigned[11]--;
        byte[] expected = mac(concat(shorts(request.mac().length), request.mac(), unsigned, variables(seconds, u16(response, time + 6), code, other)));
        return new Verdict(code, Arrays.equals(mac, expected), macLength, seconds, other);
    }

    /** Where the last record starts. */
    private static int lastRecord(byte[] response) {
        int at = 12;
        for (int i = u16(response, 4); i > 0; i--) {
            at = afterName(response, at) + 4;
        }
        int start = at;
        for (int i = u16(response, 6) + u16(response, 8) + u16(response, 10); i > 0; i--) {
            start = at;
            int fixed = afterName(response, at);
            at = fixed + 10 + u16(response, fixed + 8);
        }
        return start;
    }

    private static int afterName(byte[] response, int name) {
        int at = name;
        while (response[at] > 0) {
            at += response[at] + 1;
        }
        return response[at] == 0 ? at + 1 : at + 2;
    }

    private byte[] variables(long seconds, int fudge, int code, byte[] other) {
        return concat(name(keyName.toLowerCase(Locale.ROOT)), shorts(255, 0, 0), name(algorithm.toLowerCase(Locale.ROOT)), time48(seconds),
                shorts(fudge, code, other.length), other);
    }

    private static byte[] time48(long seconds) {
        return shorts((int) (seconds >>> 32), (int) (seconds >>> 16), (int) seconds);
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    /** Signs with HMAC-SHA256 whatever the algorithm is said to be. */
    private byte[] mac(byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
