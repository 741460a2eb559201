package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.application.client.port.out.BackupDocuments;
import dev.dnsmesh.application.client.port.out.BackupFiles;
import dev.dnsmesh.application.client.port.out.ClientLock;
import dev.dnsmesh.application.client.port.out.ClientSettingsStore;
import dev.dnsmesh.application.client.port.out.FileAudit;
import dev.dnsmesh.application.client.port.out.PassphraseFiles;
import dev.dnsmesh.application.client.port.out.SettingsFields;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.contracts.client.BackupDocumentsContract;
import dev.dnsmesh.contracts.client.BackupFilesContract;
import dev.dnsmesh.contracts.client.ClientLockContract;
import dev.dnsmesh.contracts.client.ClientSettingsStoreContract;
import dev.dnsmesh.contracts.client.FileAuditContract;
import dev.dnsmesh.contracts.client.PassphraseFilesContract;
import dev.dnsmesh.contracts.client.SettingsFieldsContract;
import dev.dnsmesh.contracts.client.SharedFilesContract;
import dev.dnsmesh.contracts.client.TokenFilesContract;
import dev.dnsmesh.domain.octets.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every port that the directory implements, held to its contract. */
class HomeContractsTest {
    @TempDir
    private Path temporary;
    private int made;

    private Path newDirectory() {
        return temporary.resolve("home-" + made++);
    }

    private static Path file(Path path, String mode, byte... content) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Nested
    class Settings implements ClientSettingsStoreContract {
        @Override
        public ClientSettingsStore newStore() {
            return new HomeSettingsStore(newDirectory());
        }

        @Override
        public ClientSettingsStore newStoreWithoutAPlace() {
            return new HomeSettingsStore(file(newDirectory(), "rw-------").resolve("in-a-file"));
        }
    }

    @Nested
    class Fields implements SettingsFieldsContract {
        @Override
        public SettingsFields newFields() {
            return new HomeSettingsFields();
        }
    }

    @Nested
    class Lock implements ClientLockContract {
        @Override
        public ClientLock newLock() {
            return new HomeClientLock(newDirectory());
        }
    }

    @Nested
    class Backups implements BackupFilesContract, BackupDocumentsContract {
        @Override
        public BackupFiles newFiles() {
            Path directory = newDirectory();
            return new HomeBackupFiles(directory, directory.resolve("tokens"));
        }

        @Override
        public String newFile() {
            return newDirectory().toString();
        }

        @Override
        public String impossibleFile() {
            return newDirectory().resolve("no/where").toString();
        }

        @Override
        public BackupDocuments newDocuments() {
            return new HomeBackupDocuments();
        }
    }

    @Nested
    class Passphrases implements PassphraseFilesContract {
        @Override
        public PassphraseFiles with(String path, Octets content) {
            Path home = newDirectory();
            file(home.resolve(path), "rw-------", content.toArray());
            return new HomePassphraseFiles(home, temporary);
        }
    }

    @Nested
    class Tokens implements TokenFilesContract {
        @Override
        public TokenFiles newTokens() {
            return new HomeTokenFiles(newDirectory());
        }
    }

    @Nested
    class Audit implements FileAuditContract {
        @Override
        public FileAudit ofSoundFiles() {
            return of("rw-------");
        }

        @Override
        public FileAudit ofTwoOpenFiles() {
            return of("rw-r--r--");
        }

        private FileAudit of(String mode) {
            Path directory = newDirectory();
            file(directory.resolve("config.yaml"), mode);
            file(directory.resolve("client.yaml"), mode);
            try {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return new HomeFileAudit(directory, directory.resolve("tokens"));
        }
    }

    @Nested
    class Shared implements SharedFilesContract {
        @Override
        public SharedFiles newFiles() {
            try {
                return new HomeSharedFiles(Files.createDirectory(newDirectory()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
