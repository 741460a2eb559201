package dev.dnsmesh.bootstrap.tls;

import dev.dnsmesh.adapters.crypto.PemIdentity;
import dev.dnsmesh.bootstrap.lifecycle.NodeService;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.bootstrap.settings.TlsSettings;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.octets.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code DMP_TLS_CERT} and {@code DMP_TLS_KEY}: read at start, looked at every few seconds and on SIGHUP. What cannot be
 * used replaces nothing. ACME clients write two files one after the other: a pair that does not fit together is complained
 * about only when it still does not at the next look.
 */
public final class CertificateFiles implements NodeService {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final long MAX_OCTETS = 1 << 20;

    private static final String USUAL = "DMP_TLS";

    private final TlsSettings.Files files;
    private final String variables;
    private final ReplaceableIdentity identity;
    private Octets inUse;
    private Octets lastBad = Octets.EMPTY;
    private Octets complainedOf = Octets.EMPTY;
    private ScheduledExecutorService scheduler;

    private CertificateFiles(TlsSettings.Files files, String variables, Octets inUse, PemIdentity.Reading.Usable first) {
        this.files = files;
        this.variables = variables;
        this.inUse = inUse;
        this.identity = new ReplaceableIdentity(first);
    }

    /** @throws StartRefused where they cannot be used */
    public static CertificateFiles of(TlsSettings.Files files) throws StartRefused {
        return of(files, USUAL);
    }

    /**
     * @param variables what the names of their variables begin with
     * @throws StartRefused where they cannot be used
     */
    public static CertificateFiles of(TlsSettings.Files files, String variables) throws StartRefused {
        return switch (look(files, variables)) {
            case Look.Good(var digest, var usable) -> {
                warnOfReaders(files.key());
                yield new CertificateFiles(files, variables, digest, usable);
            }
            case Look.Bad(var digest, String why) -> throw new StartRefused(why);
        };
    }

    /** Why a node would not start with the files of these settings; empty where it would, and where it needs none. */
    public static Optional<String> complaint(TlsSettings settings) {
        return settings.files().flatMap(files -> look(files, USUAL) instanceof Look.Bad(var digest, String why) ? Optional.of(why) : Optional.empty());
    }

    /** For listeners; changes with the files. */
    public X509ExtendedKeyManager identity() {
        return identity;
    }

    /** Unix time after which the certificate in use is no good. */
    public double notAfter() {
        return identity.current().chain().getFirst().getNotAfter().toInstant().getEpochSecond();
    }

    @Override
    public String name() {
        return "certificate files";
    }

    @Override
    public void start() {
        scheduler = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("certificate-files").factory());
        scheduler.scheduleWithFixedDelay(() -> lookAgain(false), LOOK_EVERY.toNanos(), LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() {
        scheduler.shutdownNow();
    }

    /** Looks now, and complains at once. */
    public void reload() {
        lookAgain(true);
    }

    private synchronized void lookAgain(boolean complainAtOnce) {
        switch (look(files, variables)) {
            case Look.Good(var digest, var usable) -> {
                if (!digest.equals(inUse)) {
                    inUse = digest;
                    identity.replace(usable);
                    warnOfReaders(files.key());
                    LOG.info("{}: new certificate in use, valid until {}", files.certificate(), usable.chain().getFirst().getNotAfter().toInstant());
                }
            }
            case Look.Bad(var digest, String why) -> {
                if ((complainAtOnce || digest.equals(lastBad)) && !digest.equals(complainedOf)) {
                    complainedOf = digest;
                    LOG.error("{}; the certificate stays as it was", why);
                }
                lastBad = digest;
            }
        }
    }

    /** What the files hold now; the digest tells one content from another. */
    private sealed interface Look {
        record Good(Octets digest, PemIdentity.Reading.Usable identity) implements Look {
        }

        record Bad(Octets digest, String why) implements Look {
        }
    }

    private static Look look(TlsSettings.Files files, String variables) {
        byte[] certificate;
        byte[] key;
        try {
            certificate = read(files.certificate());
            key = read(files.key());
        } catch (IOException unreadable) {
            String why = unreadable instanceof NoSuchFileException ? unreadable.getMessage() + ": no such file" : String.valueOf(unreadable.getMessage());
            return new Look.Bad(Octets.utf8(why), why);
        }
        Octets digest = Sha256.of(Octets.of(certificate), Octets.of(key));
        try (Secret secret = Secret.of(key)) {
            return switch (PemIdentity.read(Octets.of(certificate), secret)) {
                case PemIdentity.Reading.Usable usable -> new Look.Good(digest, usable);
                case PemIdentity.Reading.Unusable(String why) ->
                        new Look.Bad(digest, variables + "_CERT=" + files.certificate() + ", " + variables + "_KEY=" + files.key() + ": " + why);
            };
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException(file + ": longer than a certificate or key can be");
        }
        return Files.readAllBytes(file);
    }

    private static void warnOfReaders(Path key) {
        try {
            if (Files.getFileStore(key).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("{} can be read by everybody on this machine", key);
            }
        } catch (IOException gone) {
            LOG.debug("{} cannot be looked at: {}", key, gone.getMessage());
        }
    }
}
