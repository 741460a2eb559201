package dev.dnsmesh.application.client.usecase.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes as many additions as a node takes: one that refuses all of them at once may have room for some. */
final class GradualWriting {
    private static final Set<Object> FULL_STATUS = Set.of(413);

    private final ZoneWriter writer;
    private final ClientSettings settings;
    private final Set<TxtValue> accepted = new HashSet<>();
    private Optional<ClientFailure> failure = Optional.empty();

    GradualWriting(ZoneWriter writer, ClientSettings settings) {
        this.writer = writer;
        this.settings = settings;
    }

    /** @param failure why not all of them were accepted */
    record Outcome(Set<TxtValue> accepted, Optional<ClientFailure> failure) {
    }

    Outcome write(List<Change> changes) {
        tryAll(changes);
        return new Outcome(accepted, failure);
    }

    /** False where it makes no sense to go on. */
    private boolean tryAll(List<Change> changes) {
        return switch (writer.write(settings, changes)) {
            case Written.Done _ -> accept(changes);
            case Written.Failed(var why, int done) -> {
                accept(changes.subList(0, done));
                failure = Optional.of(why);
                List<Change> left = changes.subList(done, changes.size());
                int half = left.size() / 2;
                yield mayBeFull(why) && half > 0
                        && tryAll(left.subList(0, half)) && tryAll(left.subList(half, left.size()));
            }
        };
    }

    private boolean accept(List<Change> changes) {
        changes.forEach(change -> {
            if (change instanceof Change.Add add) {
                accepted.add(add.value());
            }
        });
        return true;
    }

    private static boolean mayBeFull(ClientFailure why) {
        return why.code() == ClientErrorCode.REFUSED
                && ("REFUSED".equals(why.detail().get("rcode")) || FULL_STATUS.contains(why.detail().getOrDefault("status", 0)));
    }
}
