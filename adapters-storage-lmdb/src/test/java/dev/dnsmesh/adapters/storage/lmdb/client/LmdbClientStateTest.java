package dev.dnsmesh.adapters.storage.lmdb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.contracts.client.ClientStateContract;
import dev.dnsmesh.contracts.client.ClientStateHarness;
import dev.dnsmesh.contracts.client.ClientStorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

class LmdbClientStateTest implements ClientStateContract, ClientStorageContract {
    @TempDir
    Path directory;

    @Override
    public ClientStateHarness newState() {
        return new ClientStateHarness() {
            private ClientState state = new LmdbClientStorage().open(directory);

            @Override
            public ClientState state() {
                return state;
            }

            @Override
            public void reopen() {
                state.close();
                state = new LmdbClientStorage().open(directory);
            }

            @Override
            public void close() {
                state.close();
            }
        };
    }

    @Override
    public ClientStorage newStorage() {
        return new LmdbClientStorage();
    }

    @Override
    public Path newDirectory() {
        try {
            return Files.createTempDirectory(directory, "of");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void a_jar_on_the_class_path_is_enough() {
        assertThat(ServiceLoader.load(ClientStorage.class)).hasSize(1).first().isInstanceOf(LmdbClientStorage.class);
    }

    @Test
    void only_the_owner_can_read_it() throws IOException {
        new LmdbClientStorage().open(directory).close();
        Path state = directory.resolve("state");
        Files.setPosixFilePermissions(state.resolve("data.mdb"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        new LmdbClientStorage().open(directory).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state))).isEqualTo("rwx------");
        try (var files = Files.list(state)) {
            assertThat(files.toList()).hasSize(2).allSatisfy(file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
    }

    @Test
    void the_state_of_a_newer_version_is_left_alone() {
        new LmdbClientStorage().open(directory).close();
        inside(view -> view.putNumber("schema", 2));
        assertThatThrownBy(() -> new LmdbClientStorage().open(directory)).isInstanceOf(StorageCorrupt.class)
                .hasMessageContaining("schema 2");
    }

    @Test
    void a_damaged_file_is_named_with_what_helps() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("state")).resolve("data.mdb"), "junk".repeat(4096));
        assertThatThrownBy(() -> new LmdbClientStorage().open(directory)).isInstanceOf(StorageCorrupt.class)
                .hasMessageContaining(directory.resolve("state").toString()).hasMessageContaining("dnsmesh restore");
    }

    private void inside(Consumer<View> work) {
        try (Env<ByteBuffer> env = Env.create().setMapSize(1 << 30).setMaxDbs(ClientTables.MAX)
                .open(directory.resolve("state").toFile(), EnvFlags.MDB_NOTLS)) {
            ClientTables tables = new ClientTables(env);
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                work.accept(new View(tables, txn));
                txn.commit();
            }
        }
    }
}
