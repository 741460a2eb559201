package dev.dnsmesh.adapters.http.admin;

import dev.dnsmesh.application.port.in.RunAdminCommand;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code admin.sock} of a running node. Whoever may open the file has the node's own rights: it lies in the owner-only
 * data directory and is owner-only itself, and there is no other check.
 */
public final class AdminSocket {
    /** The name of the socket in the data directory. */
    public static final String FILE = "admin.sock";
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);
    private static final int MAX_COMMAND = 65_536;
    private static final int IDLE_SECONDS = 60;
    /** Octets of a path that every system can bind (sun_path, less its final zero). */
    private static final int MAX_PATH = 103;

    private final Path path;
    private final RunAdminCommand commands;
    private final HttpServer server;
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 1).factory());
    private boolean bound;

    /** @param vertx able to bind domain sockets; closed by whoever made it */
    public AdminSocket(Vertx vertx, Path dataDirectory, RunAdminCommand commands) {
        this.path = dataDirectory.resolve(FILE).toAbsolutePath();
        this.commands = commands;
        Router router = Router.router(vertx);
        router.post(AdminMessages.PATH).handler(BodyHandler.create(false).setBodyLimit(MAX_COMMAND)).handler(this::received)
                .failureHandler(failed -> failed.response().setStatusCode(Math.max(400, failed.statusCode())).end());
        this.server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)).requestHandler(router);
    }

    /**
     * Binds and serves. A socket that a dead node left behind is replaced. Blocks until it serves.
     *
     * @throws UncheckedIOException with one line on what is in the way: a node that lives, a path too long
     */
    public void start() {
        try {
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
                throw new IOException("the path of the admin socket is longer than " + MAX_PATH + " octets: " + path);
            }
            if (AdminSocketClient.connect(path.getParent()).isPresent()) {
                throw new IOException("another node answers at " + path);
            }
            Files.deleteIfExists(path);
            server.listen(SocketAddress.domainSocketAddress(path.toString())).toCompletionStage().toCompletableFuture().join();
            bound = true;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (CompletionException failed) {
            throw new UncheckedIOException(new IOException("cannot listen at " + path + ": "
                    + failed.getCause().getMessage(), failed.getCause()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Answers what is in progress, closes, removes the file where it is ours. Blocks. */
    public void stop(Duration atMost) {
        server.shutdown(atMost).toCompletionStage().toCompletableFuture().join();
        workers.shutdown();
        try {
            if (bound) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            LOG.warn("cannot remove {}: {}", path, left.getMessage());
        }
    }

    private void received(RoutingContext exchange) {
        Optional<RunAdminCommand.Command> command =
                Optional.ofNullable(exchange.body().asString()).flatMap(AdminMessages::command);
        if (command.isEmpty()) {
            exchange.response().setStatusCode(400).end();
            return;
        }
        var loop = exchange.vertx().getOrCreateContext();
        workers.execute(() -> {
            Reply reply = reply(command.get());
            loop.runOnContext(now -> exchange.response().putHeader("Content-Type", "application/json")
                    .end(AdminMessages.of(reply)));
        });
    }

    private Reply reply(RunAdminCommand.Command command) {
        try {
            return commands.run(command);
        } catch (RuntimeException | Error fault) {
            // The last place where a fault can still become a reply instead of a client that waits for one.
            LOG.error("fault in an admin command", fault);
            return new Reply(1, "", "the node failed on this command; its log says why\n");
        }
    }
}
