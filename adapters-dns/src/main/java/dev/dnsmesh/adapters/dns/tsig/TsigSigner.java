package dev.dnsmesh.adapters.dns.tsig;

import dev.dnsmesh.adapters.dns.codec.ResponseWriter;
import dev.dnsmesh.adapters.dns.codec.Wire;
import dev.dnsmesh.domain.access.TsigKey;
import dev.dnsmesh.domain.dns.RrType;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Puts a TSIG record at the end of a finished response: signed in full length over the request's MAC (RFC 8945 5.3), or
 * with an error and no MAC. Not safe for use by several threads at once.
 */
public final class TsigSigner {
    private static final int FUDGE = 300;
    private static final byte[] NOTHING = new byte[0];
    private static final int POINTER_TO_QUESTION = 0xc000 | Wire.HEADER;

    private final KeyedMac macs = new KeyedMac();
    private final byte[] scratch = new byte[12];

    /** Octets to reserve for a TSIG that answers this one with a MAC of this length. */
    public static int room(TsigRecord request, int macLength) {
        // six more for Other Data, which BADTIME carries
        return request.keyNameLength() + Wire.FIXED + request.algorithmLength() + 16 + macLength + 6;
    }

    /** Signs with error 0, Time Signed = now, fudge 300. */
    public void sign(ResponseWriter response, TsigRecord request, TsigKey key, Instant now) {
        sign(response, request, key, new Variables(now.getEpochSecond(), FUDGE, TsigError.NONE, NOTHING));
    }

    /** Signs a rejection. BADTIME carries the request's time and fudge, and the server's time in Other Data. */
    public void signRejection(ResponseWriter response, TsigRecord request, TsigCheck.Rejected why, Instant now) {
        if (why.error() == TsigError.BADTIME) {
            byte[] serverTime = new byte[6];
            Wire.put48(serverTime, 0, now.getEpochSecond());
            sign(response, request, why.key(),
                    new Variables(request.timeSigned(), request.fudge(), why.error(), serverTime));
        } else {
            sign(response, request, why.key(), new Variables(now.getEpochSecond(), FUDGE, why.error(), NOTHING));
        }
    }

    /** Adds an unsigned TSIG that tells why the request could not be verified. */
    public void addError(ResponseWriter response, TsigRecord request, TsigError error, Instant now) {
        Variables variables = new Variables(now.getEpochSecond(), FUDGE, error, NOTHING);
        response.appended(write(response, request, variables, NOTHING));
    }

    private void sign(ResponseWriter response, TsigRecord request, TsigKey key, Variables variables) {
        Mac mac = macs.of(key);
        mac.update(request.message(), request.macAt() - 2, 2 + request.macLength());
        mac.update(response.octets(), 0, response.length());
        mac.update(request.lowerCaseKeyName(), 0, request.keyNameLength());
        Wire.put32(scratch, Wire.put16(scratch, 0, Wire.CLASS_ANY), 0);
        mac.update(scratch, 0, 6);
        mac.update(request.lowerCaseAlgorithm(), 0, request.algorithmLength());
        int at = Wire.put16(scratch, Wire.put48(scratch, 0, variables.timeSigned), variables.fudge);
        at = Wire.put16(scratch, Wire.put16(scratch, at, variables.error.code()), variables.other.length);
        mac.update(scratch, 0, at);
        mac.update(variables.other);
        response.appended(write(response, request, variables, mac.doFinal()));
    }

    private static int write(ResponseWriter response, TsigRecord request, Variables variables, byte[] mac) {
        byte[] other = variables.other;
        byte[] octets = response.octets();
        int at = owner(octets, response.length(), request);
        at = Wire.put16(octets, at, RrType.TSIG.code());
        at = Wire.put16(octets, at, Wire.CLASS_ANY);
        at = Wire.put32(octets, at, 0);
        at = Wire.put16(octets, at, request.algorithmLength() + 16 + mac.length + other.length);
        System.arraycopy(request.message(), request.algorithmAt(), octets, at, request.algorithmLength());
        at = Wire.put48(octets, at + request.algorithmLength(), variables.timeSigned);
        at = Wire.put16(octets, at, variables.fudge);
        at = put(octets, Wire.put16(octets, at, mac.length), mac);
        at = Wire.put16(octets, at, Wire.u16(octets, 0));
        at = Wire.put16(octets, at, variables.error.code());
        return put(octets, Wire.put16(octets, at, other.length), other);
    }

    /** The key's name in the letter case of the request, its tail as a pointer where it is that of the question. */
    private static int owner(byte[] octets, int start, TsigRecord request) {
        byte[] name = request.owner();
        int length = request.keyNameLength();
        int question = Wire.u16(octets, 4) > 0 ? nameLength(octets, Wire.HEADER) : 0;
        for (int from = 0; question > 2 && length - from >= question; from += (name[from] & 0xff) + 1) {
            if (length - from == question && Arrays.equals(name, from, length, octets, Wire.HEADER, Wire.HEADER + question)) {
                System.arraycopy(name, 0, octets, start, from);
                return Wire.put16(octets, start + from, POINTER_TO_QUESTION);
            }
        }
        System.arraycopy(name, 0, octets, start, length);
        return start + length;
    }

    private static int nameLength(byte[] octets, int start) {
        int at = start;
        while (octets[at] != 0) {
            at += (octets[at] & 0xff) + 1;
        }
        return at + 1 - start;
    }

    private static int put(byte[] octets, int at, byte[] what) {
        System.arraycopy(what, 0, octets, at, what.length);
        return at + what.length;
    }

    /** What a TSIG says beside its MAC. Compared nowhere, so arrays will do. */
    private record Variables(long timeSigned, int fudge, TsigError error, byte[] other) {
    }
}
