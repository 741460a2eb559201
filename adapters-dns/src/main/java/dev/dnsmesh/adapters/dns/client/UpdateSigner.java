package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TextParseException;

/** Signs UPDATEs and verifies what comes back (RFC 8945, client.md 15.1). */
final class UpdateSigner {
    /** Algorithm words of a configuration (client.md 15.1). */
    private static final Map<String, Algorithm> ALGORITHMS = Map.of(
            "hmac-md5", new Algorithm(TSIG.HMAC_MD5, "", 16),
            "hmac-sha1", new Algorithm(TSIG.HMAC_SHA1, "", 20),
            "hmac-sha224", new Algorithm(TSIG.HMAC_SHA224, "", 28),
            "hmac-sha256", new Algorithm(TSIG.HMAC_SHA256, "", 32),
            "hmac-sha256-128", cut("hmac-sha256-128.", "HmacSHA256", 16),
            "hmac-sha384", new Algorithm(TSIG.HMAC_SHA384, "", 48),
            "hmac-sha384-192", cut("hmac-sha384-192.", "HmacSHA384", 24),
            "hmac-sha512", new Algorithm(TSIG.HMAC_SHA512, "", 64),
            "hmac-sha512-256", cut("hmac-sha512-256.", "HmacSHA512", 32));

    /**
     * @param cutHmac   as the JDK names it, where the MAC is cut by definition; else empty
     * @param macLength octets on the wire
     */
    private record Algorithm(Name name, String cutHmac, int macLength) {
    }

    private static Algorithm cut(String name, String hmac, int length) {
        return new Algorithm(Name.fromConstantString(name), hmac, length);
    }

    /** Signs messages and verifies answers with one key. */
    interface Macs {
        void sign(Message message);

        /** The answer carries a TSIG, whose MAC has the algorithm's length. */
        boolean verify(Message request, Message answer, byte[] octets);
    }

    private final Name keyName;
    private final Algorithm algorithm;
    private final Macs macs;

    private UpdateSigner(Name keyName, Algorithm algorithm, Macs macs) {
        this.keyName = keyName;
        this.algorithm = algorithm;
        this.macs = macs;
    }

    /** A signer, or one line that says what is wrong with the key. */
    sealed interface Made {
        record Usable(UpdateSigner signer) implements Made {
        }

        record Unusable(String why) implements Made {
        }
    }

    static Made of(TsigBlock key, TimeSource time) {
        Algorithm algorithm = ALGORITHMS.get(key.algorithm().toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            return new Made.Unusable("tsig_algorithm " + key.algorithm() + " is not one of "
                    + ALGORITHMS.keySet().stream().sorted().toList());
        }
        if (key.secret().length() == 0) {
            return new Made.Unusable("tsig_secret_hex is empty");
        }
        try {
            Name name = Name.fromString(key.keyName().endsWith(".") ? key.keyName() : key.keyName() + ".");
            return new Made.Usable(new UpdateSigner(name, algorithm, algorithm.cutHmac().isEmpty() ? whole(key, algorithm, name, time)
                    : new CutMacs(name, algorithm.name(), algorithm.cutHmac(), algorithm.macLength(), key.secret(), time)));
        } catch (TextParseException malformed) {
            return new Made.Unusable("tsig_key_name is not a DNS name: " + malformed.getMessage());
        }
    }

    private static Macs whole(TsigBlock key, Algorithm algorithm, Name name, TimeSource time) {
        TSIG tsig = key.secret().use(secret -> new TSIG(algorithm.name(), name, new SecretKeySpec(secret, "Hmac"), clock(time)));
        return new Macs() {
            @Override
            public void sign(Message message) {
                tsig.apply(message, null);
            }

            @Override
            public boolean verify(Message request, Message answer, byte[] octets) {
                return tsig.verify(answer, octets, request.getTSIG()) == Rcode.NOERROR;
            }
        };
    }

    /** Octets of the TSIG record: owner, fixed part, algorithm name, times, MAC, ID, error, no other data. */
    int recordLength() {
        return keyName.length() + 10 + algorithm.name().length() + 6 + 2 + 2 + algorithm.macLength() + 2 + 2 + 2;
    }

    void sign(Message message) {
        macs.sign(message);
    }

    /** What the TSIG of an answer proves. */
    sealed interface Verdict {
        record Authentic() implements Verdict {
        }

        /** BADTIME with a verified MAC: the server's clock minus ours. */
        record ClockOff(Duration skew) implements Verdict {
        }

        /** No TSIG, or one that does not verify; {@code error} names a TSIG error it claims. */
        record Unproven(Optional<String> error) implements Verdict {
        }
    }

    Verdict verify(Message request, Message answer, byte[] octets, Instant now) {
        TSIGRecord record = answer.getTSIG();
        if (record == null) {
            return new Verdict.Unproven(Optional.empty());
        }
        Optional<String> error = record.getError() == Rcode.NOERROR
                ? Optional.empty() : Optional.of(Rcode.TSIGstring(record.getError()));
        // dnsjava takes a cut MAC for a whole one
        if (record.getSignature().length != algorithm.macLength()
                || !macs.verify(request, answer, octets)) {
            return new Verdict.Unproven(error);
        }
        return record.getError() == Rcode.BADTIME && record.getOther() != null && record.getOther().length == 6
                ? new Verdict.ClockOff(Duration.between(now, Instant.ofEpochSecond(uint48(record.getOther()))))
                : error.<Verdict>map(e -> new Verdict.Unproven(error)).orElseGet(Verdict.Authentic::new);
    }

    private static long uint48(byte[] octets) {
        return ByteBuffer.allocate(8).putShort((short) 0).put(octets).getLong(0);
    }

    private static Clock clock(TimeSource time) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.now();
            }
        };
    }

    static Message parse(byte[] answer) throws IOException {
        try {
            return new Message(answer);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw new IOException("unreadable answer", unreadable);
        }
    }
}
