package dev.dnsmesh.application.client.usecase.backup;

import dev.dnsmesh.application.client.port.out.BackupDocuments;
import dev.dnsmesh.application.client.port.out.ClientBackup;
import dev.dnsmesh.application.client.port.out.ClientBackup.Header;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.domain.crypto.Argon2idCost;
import dev.dnsmesh.domain.crypto.AuthenticatedCipher;
import dev.dnsmesh.domain.crypto.PassphraseDerivation;
import dev.dnsmesh.domain.crypto.PassphraseSalt;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** Magic, header and ciphertext of a backup file. */
public final class BackupSeal {
    private static final Octets MAGIC = Octets.utf8("DMPBKP1\n");
    private static final Argon2idCost COST = new Argon2idCost(3, 65_536, 1);
    private static final int SALT_LENGTH = 16;
    private static final int MAX_HEADER = 4096;
    /** What a header may ask for: a file from somewhere must not take all memory. */
    private static final int MAX_MEMORY_KIB = 1 << 20;
    private static final int MAX_PASSES = 64;
    private static final int MAX_LANES = 64;

    private final BackupDocuments documents;
    private final PassphraseDerivation derivation;
    private final AuthenticatedCipher cipher;
    private final RandomSource random;

    public BackupSeal(BackupDocuments documents, PassphraseDerivation derivation, AuthenticatedCipher cipher, RandomSource random) {
        this.documents = documents;
        this.derivation = derivation;
        this.cipher = cipher;
        this.random = random;
    }

    Octets seal(ClientBackup backup, String spk, Instant now, Secret passphrase) {
        var header = new Header(now, backup.settings().username(), spk, COST.passes(), COST.memoryKib(), COST.lanes(),
                random.octets(SALT_LENGTH), random.octets(AuthenticatedCipher.NONCE_LENGTH));
        Octets text = documents.encodeHeader(header);
        Octets length = Octets.of(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length()).array());
        return Octets.concat(MAGIC, length, text, cipher.seal(key(header, passphrase), header.nonce(), Octets.concat(MAGIC, text),
                documents.encode(backup)));
    }

    /** The parts of a file that looks like a backup. */
    record Sealed(Header header, Octets associated, Octets ciphertext) {
    }

    Optional<Sealed> parse(Octets file) {
        int start = MAGIC.length() + Integer.BYTES;
        if (!file.startsWith(MAGIC) || file.length() < start) {
            return Optional.empty();
        }
        int length = file.asBuffer().getInt(MAGIC.length());
        if (length < 0 || length > MAX_HEADER || length > file.length() - start) {
            return Optional.empty();
        }
        Octets text = file.slice(start, start + length);
        return documents.decodeHeader(text).filter(BackupSeal::isAffordable)
                .map(header -> new Sealed(header, Octets.concat(MAGIC, text), file.slice(start + length, file.length())));
    }

    private static boolean isAffordable(Header header) {
        return header.passes() >= 1 && header.passes() <= MAX_PASSES && header.lanes() >= 1 && header.lanes() <= MAX_LANES
                && header.memoryKib() >= 8 * header.lanes() && header.memoryKib() <= MAX_MEMORY_KIB
                && header.salt().length() >= PassphraseSalt.MIN_LENGTH && header.nonce().length() == AuthenticatedCipher.NONCE_LENGTH;
    }

    /** Empty where the passphrase is wrong or the file is damaged: nobody can tell which. */
    Optional<ClientBackup> open(Sealed sealed, Secret passphrase) {
        return cipher.open(key(sealed.header(), passphrase), sealed.header().nonce(), sealed.associated(), sealed.ciphertext())
                .flatMap(documents::decode);
    }

    private Secret key(Header header, Secret passphrase) {
        return derivation.derive(passphrase, new PassphraseSalt(header.salt()),
                new Argon2idCost(header.passes(), header.memoryKib(), header.lanes())).octets();
    }
}
