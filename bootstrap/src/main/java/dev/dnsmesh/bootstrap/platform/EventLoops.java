package dev.dnsmesh.bootstrap.platform;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** What every {@link io.vertx.core.Vertx} of ours is made with. */
public final class EventLoops {
    private EventLoops() {
    }

    /** Without Vert.x's cache of files, whose directory in the temporary one would outlive a process that is killed. */
    public static VertxOptions options() {
        return new VertxOptions().setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }
}
