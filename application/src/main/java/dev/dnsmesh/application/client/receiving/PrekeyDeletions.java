package dev.dnsmesh.application.client.receiving;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.ClientState.OwedDeletion;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.state.SharedDirectory;
import dev.dnsmesh.application.client.zone.Written;
import dev.dnsmesh.application.client.zone.ZoneWriter;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.update.Change;
import java.util.List;

/** Takes the published halves of used prekeys out of the zone, all in one UPDATE (client.md 19.1). */
public final class PrekeyDeletions {
    private final SharedDirectory directory;
    private final ZoneWriter writer;

    public PrekeyDeletions(SharedDirectory directory, ZoneWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /** Deletes what is owed. What cannot be reached stays owed; what the node refuses will end by itself. */
    public void run(ClientSettings settings) {
        List<OwedDeletion> owed = directory.state().owedDeletions();
        if (owed.isEmpty()) {
            return;
        }
        List<OwedDeletion> done = switch (writer.write(settings, owed.stream().map(PrekeyDeletions::change).toList())) {
            case Written.Done _ -> owed;
            case Written.Failed(var failure, var _) -> isServfail(failure) ? oneByOne(owed, settings)
                    : isFinal(failure) ? owed : List.of();
        };
        if (!done.isEmpty()) {
            directory.change(state -> {
                state.deletionsDone(done);
                return ClientResult.done(done.size());
            });
        }
    }

    /** Other nodes answer SERVFAIL to the deletion of what is not there and do not go on. */
    private List<OwedDeletion> oneByOne(List<OwedDeletion> owed, ClientSettings settings) {
        return owed.stream().filter(one -> switch (writer.write(settings, List.of(change(one)))) {
            case Written.Done _ -> true;
            case Written.Failed(var failure, var _) -> isServfail(failure) || isFinal(failure);
        }).toList();
    }

    private static Change change(OwedDeletion owed) {
        return new Change.DeleteValue(owed.owner(), owed.value());
    }

    private static boolean isServfail(ClientFailure failure) {
        return Rcode.SERVFAIL.name().equals(failure.detail().get("rcode"));
    }

    private static boolean isFinal(ClientFailure failure) {
        return failure.code() == ClientErrorCode.REFUSED && !isServfail(failure);
    }
}
