package dev.dnsmesh.bootstrap.blackbox;

import dev.dnsmesh.application.client.port.out.ClientState;
import dev.dnsmesh.application.client.port.out.ClientStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The client's own state, but the process is killed, by SIGKILL, before the step that {@link #STEP} numbers. Every step is
 * noted in {@link #NOTES}. The step before files are written back to other clients counts too: it asks what is owed.
 */
public final class KillingStorage implements ClientStorage {
    static final String STEP = "TEST_KILL_BEFORE_STEP";
    static final String NOTES = "steps";
    private static final Set<String> STEPS = Set.of("takeOver", "owedToFiles", "filesWritten", "deliver", "purgePrekeys", "markRead",
            "owedDeletions", "deletionsDone", "enqueue", "dropOutgoing", "close");

    /** For {@link ServiceLoader}. */
    public KillingStorage() {
    }

    /** A directory that makes a client take this storage. */
    static Path services(Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(ClientStorage.class.getName()), KillingStorage.class.getName());
        return directory;
    }

    @Override
    public ClientState open(Path configDirectory) {
        ClientState state = ServiceLoader.load(ClientStorage.class).stream().filter(found -> found.type() != KillingStorage.class)
                .findFirst().orElseThrow().get().open(configDirectory);
        int last = Integer.parseInt(System.getenv().getOrDefault(STEP, "0"));
        AtomicInteger steps = new AtomicInteger();
        return (ClientState) Proxy.newProxyInstance(KillingStorage.class.getClassLoader(), new Class<?>[] {ClientState.class},
                (_, method, arguments) -> {
                    if (STEPS.contains(method.getName())) {
                        note(configDirectory, method);
                        if (steps.incrementAndGet() == last) {
                            kill();
                        }
                    }
                    return call(state, method, arguments);
                });
    }

    private static Object call(ClientState state, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(state, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static void note(Path directory, Method step) {
        try {
            Files.writeString(directory.resolve(NOTES), step.getName() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void kill() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        throw new IllegalStateException("alive after SIGKILL");
    }
}
