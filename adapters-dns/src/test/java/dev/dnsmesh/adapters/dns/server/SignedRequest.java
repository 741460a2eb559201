package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.adapters.dns.codec.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a request as RFC 8945 4.3 says, written a second time for the tests, with every field open to mischief. */
final class SignedRequest {
    private final byte[] message;
    private byte[] keyName = RawMessage.name(Keys.ALICE);
    private byte[] algorithm = RawMessage.name("hmac-sha256");
    private String jdkName = "HmacSHA256";
    private byte[] secret = Keys.counting(32);
    private long time = Fixture.NOW.getEpochSecond();
    private int fudge = 300;
    private int macLength = -1;
    private boolean flipMac;
    private int error;
    private int rrClass = 255;
    private int ttl;
    private byte[] other = {};
    private int originalId = 0x1234;
    private byte[] mac = {};

    private SignedRequest(byte[] message) {
        this.message = message;
    }

    static SignedRequest of(RawMessage message) {
        return new SignedRequest(message.bytes());
    }

    SignedRequest key(String name) {
        keyName = RawMessage.name(name);
        return this;
    }

    /** As it goes onto the wire, compressed or not. */
    SignedRequest algorithmWire(byte[] wire) {
        algorithm = wire;
        return this;
    }

    SignedRequest algorithm(String name, String jdk) {
        algorithm = RawMessage.name(name);
        jdkName = jdk;
        return this;
    }

    SignedRequest secret(byte[] octets) {
        secret = octets;
        return this;
    }

    SignedRequest time(long seconds) {
        time = seconds;
        return this;
    }

    SignedRequest fudge(int seconds) {
        fudge = seconds;
        return this;
    }

    /** Cut, or filled up with zeros. */
    SignedRequest macLength(int octets) {
        macLength = octets;
        return this;
    }

    SignedRequest badMac() {
        flipMac = true;
        return this;
    }

    SignedRequest error(int code) {
        error = code;
        return this;
    }

    SignedRequest rrClass(int value) {
        rrClass = value;
        return this;
    }

    SignedRequest ttl(int value) {
        ttl = value;
        return this;
    }

    SignedRequest other(byte[] octets) {
        other = octets;
        return this;
    }

    SignedRequest originalId(int id) {
        originalId = id;
        return this;
    }

    /** What is signed. */
    byte[] message() {
        return message.clone();
    }

    /** The MAC that {@link #bytes} put into the request. */
    byte[] mac() {
        return mac.clone();
    }

    byte[] bytes() {
        byte[] signed = message.clone();
        Wire.put16(signed, 0, originalId);
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        digested.writeBytes(signed);
        variables(digested, keyName, algorithm, time, fudge, error, other);
        mac = hmac(jdkName, secret, digested.toByteArray());
        if (flipMac) {
            mac[0] ^= 1;
        }
        if (macLength >= 0) {
            mac = Arrays.copyOf(mac, macLength);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] head = message.clone();
        Wire.put16(head, 10, Wire.u16(head, 10) + 1);
        all.writeBytes(head);
        all.writeBytes(keyName);
        put16(all, 250, rrClass, ttl >>> 16, ttl, algorithm.length + 16 + mac.length + other.length);
        all.writeBytes(algorithm);
        put16(all, (int) (time >>> 32), (int) (time >>> 16), (int) time, fudge, mac.length);
        all.writeBytes(mac);
        put16(all, originalId, error, other.length);
        all.writeBytes(other);
        return all.toByteArray();
    }

    /** The MAC that a response must have: RFC 8945 5.3 with the request's MAC in front. */
    byte[] expectedOn(byte[] response, int tsigAt, long signedAt, int responseFudge, int responseError, byte[] responseOther) {
        ByteArrayOutputStream digested = new ByteArrayOutputStream();
        put16(digested, mac.length);
        digested.writeBytes(mac);
        byte[] unsigned = Arrays.copyOf(response, tsigAt);
        Wire.put16(unsigned, 10, Wire.u16(unsigned, 10) - 1);
        digested.writeBytes(unsigned);
        variables(digested, keyName, algorithm, signedAt, responseFudge, responseError, responseOther);
        return hmac(jdkName, secret, digested.toByteArray());
    }

    private static void variables(ByteArrayOutputStream to, byte[] keyName, byte[] algorithm, long time, int fudge,
                                  int error, byte[] other) {
        to.writeBytes(lowerCased(keyName));
        put16(to, 255, 0, 0);
        to.writeBytes(lowerCased(algorithm));
        put16(to, (int) (time >>> 32), (int) (time >>> 16), (int) time, fudge, error, other.length);
        to.writeBytes(other);
    }

    private static byte[] lowerCased(byte[] name) {
        return new String(name, java.nio.charset.StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void put16(ByteArrayOutputStream to, int... values) {
        for (int value : values) {
            to.write(value >>> 8);
            to.write(value);
        }
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] data) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(data);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
