package dev.dnsmesh.bootstrap.blackbox;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody who registers as a client written elsewhere does: by the text of the specification, with the JDK's cryptography. */
final class Registrant {
    private static final HexFormat HEX = HexFormat.of();
    private static final int KEY_OCTETS = 32;

    private final KeyPair signing = pair("Ed25519");
    private final KeyPair agreement = pair("X25519");

    /** A challenge as it was answered. */
    record Challenge(String hex, String node, String serverKey) {
        static Challenge asked(int port) {
            HttpWire.Reply reply = HttpWire.ask(port, "GET /v1/registration/challenge");
            if (reply.status() != 200) {
                throw new AssertionError(reply.brief());
            }
            return new Challenge(member(reply, "challenge"), member(reply, "node"), member(reply, "server_x25519_pub"));
        }
    }

    /** A text member of a flat JSON object. */
    static String member(HttpWire.Reply reply, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(reply.body());
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + reply.brief());
        }
        return matcher.group(1);
    }

    /** 64 hex digits. */
    String spk() {
        byte[] encoded = signing.getPublic().getEncoded();
        return HEX.formatHex(encoded, encoded.length - KEY_OCTETS, encoded.length);
    }

    String x25519() {
        return HEX.formatHex(littleEndian(((XECPublicKey) agreement.getPublic()).getU()));
    }

    /** The four members of a confirmation, in a JSON object that is still open. */
    String fields(String subject, Challenge challenge) {
        return "{\"subject\":\"" + subject + "\",\"ed25519_spk\":\"" + spk() + "\",\"challenge\":\"" + challenge.hex() + "\",\"signature\":\""
                + signature(subject, challenge) + "\"";
    }

    /** Over challenge, subject, node, 01 (registration.md 3.1). */
    String signature(String subject, Challenge challenge) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signing.getPrivate());
            signature.update(joined(HEX.parseHex(challenge.hex()), utf8(subject), utf8(challenge.node()), new byte[] {1}));
            return HEX.formatHex(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Shows that the X25519 key is this registrant's (registration.md 3.2). */
    String possession(String subject, Challenge challenge) {
        try {
            KeyAgreement exchange = KeyAgreement.getInstance("X25519");
            exchange.init(agreement.getPrivate());
            exchange.doPhase(KeyFactory.getInstance("X25519").generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519,
                    new BigInteger(1, reversed(HEX.parseHex(challenge.serverKey()))))), true);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(exchange.generateSecret(), "HmacSHA256"));
            return HEX.formatHex(mac.doFinal(joined(HEX.parseHex(challenge.hex()), utf8(subject), HEX.parseHex(x25519()))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The first digits of the SHA-256 of a text. */
    static String hash(String text, int digits) {
        return hash(utf8(text)).substring(0, digits);
    }

    static String hash(byte[] octets) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] littleEndian(BigInteger u) {
        return Arrays.copyOf(reversed(u.toByteArray()), KEY_OCTETS);
    }

    private static byte[] reversed(byte[] octets) {
        byte[] back = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            back[i] = octets[octets.length - 1 - i];
        }
        return back;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
