package dev.dnsmesh.adapters.crypto;

import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * A server's TLS identity from two PEM files, as ACME clients write them: the certificate chain, own certificate first
 * (RFC 7468 5), and its private key (PKCS #8, or the older forms for RSA and EC).
 */
public final class PemIdentity {
    /** By the algorithm of a key: a signature that tells whether a certificate is its. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private PemIdentity() {
    }

    /** What two files hold together. */
    public sealed interface Reading {
        /** The chain, and the key of its first certificate. */
        record Usable(List<X509Certificate> chain, PrivateKey key) implements Reading {
            public Usable {
                chain = List.copyOf(chain);
            }
        }

        /** @param why one line, without anything of the key */
        record Unusable(String why) implements Reading {
        }
    }

    /**
     * Reads both, and makes sure that they belong together. Says nothing about validity in time.
     *
     * @param certificates text of the certificate file
     * @param key          text of the key file
     */
    public static Reading read(Octets certificates, Secret key) {
        List<X509Certificate> chain;
        try {
            chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(certificates.toArray()))
                    .stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException malformed) {
            return new Reading.Unusable("no certificate that can be read");
        }
        if (chain.isEmpty()) {
            return new Reading.Unusable("no certificate in it");
        }
        PrivateKey read;
        byte[] revealed = key.reveal();
        try {
            read = privateKey(revealed);
        } catch (IllegalArgumentException | IllegalStateException | GeneralSecurityException | IOException unreadable) {
            return new Reading.Unusable("no private key that can be read: " + unreadable.getMessage());
        } finally {
            Arrays.fill(revealed, (byte) 0);
        }
        return belongs(read, chain.getFirst()) ? new Reading.Usable(chain, read)
                : new Reading.Unusable("the private key is not that of the first certificate");
    }

    private static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException, IOException {
        try (PemReader reader = new PemReader(new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII))) {
            for (PemObject object = reader.readPemObject(); object != null; object = reader.readPemObject()) {
                switch (object.getType()) {
                    case "PRIVATE KEY" -> {
                        return privateKey(PrivateKeyInfo.getInstance(object.getContent()));
                    }
                    case "RSA PRIVATE KEY" -> {
                        return privateKey(new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                RSAPrivateKey.getInstance(object.getContent())));
                    }
                    case "EC PRIVATE KEY" -> {
                        ECPrivateKey ec = ECPrivateKey.getInstance(object.getContent());
                        ASN1Encodable curve = ec.getParametersObject();
                        if (curve == null) {
                            throw new IOException("the EC key names no curve");
                        }
                        return privateKey(new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), ec));
                    }
                    case "ENCRYPTED PRIVATE KEY" -> throw new IOException("it is encrypted");
                    default -> {
                        // EC PARAMETERS and the like, or a certificate in the same file
                    }
                }
            }
        }
        throw new IOException("no PRIVATE KEY in it");
    }

    private static PrivateKey privateKey(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        String oid = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        String algorithm = switch (oid) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.10045.2.1" -> "EC";
            case "1.3.101.112", "1.3.101.113" -> "EdDSA";
            default -> throw new IOException("keys of algorithm " + oid + " are not supported");
        };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            byte[] probe = certificate.getSerialNumber().toByteArray();
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException differentKinds) {
            return false;
        }
    }
}
