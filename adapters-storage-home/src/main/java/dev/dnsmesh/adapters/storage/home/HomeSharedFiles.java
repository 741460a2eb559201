package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.adapters.storage.home.SharedDatabase.TooNew;
import dev.dnsmesh.application.client.port.out.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** prekeys.db, intros.db and replay_cache.json of one directory. */
public final class HomeSharedFiles implements SharedFiles {
    private final PrekeyDatabase prekeys;
    private final IntroDatabase intros;
    private final ReplayCacheFile seen;

    public HomeSharedFiles(Path directory) {
        prekeys = new PrekeyDatabase(directory.resolve("prekeys.db"));
        intros = new IntroDatabase(directory.resolve("intros.db"));
        seen = new ReplayCacheFile(directory.resolve("replay_cache.json"));
    }

    @Override
    public Read read(Instant now) {
        try {
            IntroDatabase.Content content = intros.read();
            return new Read.Found(new State(prekeys.read(), content.intros(), content.denylist(), seen.read(now)));
        } catch (TooNew newer) {
            return new Read.TooNew(newer.getMessage());
        } catch (SQLException | IOException unreadable) {
            log().debug("shared files", unreadable);
            return new Read.Unreadable(unreadable.getMessage());
        }
    }

    @Override
    public Written write(State state, Set<Long> consumedPrekeys, Set<RemovedIntro> removedIntros, Instant now) {
        try {
            prekeys.write(state.prekeys(), consumedPrekeys);
            intros.write(state.intros(), removedIntros, state.denylist());
            seen.write(state.seen(), now);
            return new Written.Done();
        } catch (TooNew newer) {
            return new Written.Failed(newer.getMessage());
        } catch (SQLException | IOException failed) {
            log().debug("shared files", failed);
            return new Written.Failed("the files shared with other clients could not be written: " + failed.getMessage());
        }
    }

    /** Not static: a logger costs time at every start, and most never log. */
    private static Logger log() {
        return LoggerFactory.getLogger(HomeSharedFiles.class);
    }
}
