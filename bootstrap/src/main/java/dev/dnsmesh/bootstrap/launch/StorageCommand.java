package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.application.port.in.CopyStorage;
import dev.dnsmesh.application.port.in.CopyStorage.Outcome;
import dev.dnsmesh.application.port.out.RowTransfer;
import dev.dnsmesh.application.port.out.StorageCorrupt;
import dev.dnsmesh.application.port.out.StorageUnavailable;
import dev.dnsmesh.application.spi.Storage;
import dev.dnsmesh.application.spi.StorageAdapter;
import dev.dnsmesh.application.spi.StorageAdapter.CopyRole;
import dev.dnsmesh.application.usecase.transfer.CopyStorageUseCase;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import dev.dnsmesh.domain.transfer.RowKind;
import dev.dnsmesh.domain.transfer.RowTally;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code dnsmesh-node storage ...}: works on storages that no node holds. */
@Command(name = "storage", mixinStandardHelpOptions = true, description = "Carries a stopped node's state into another storage.")
final class StorageCommand implements Runnable {
    /** Told on standard error, so that a long copy is seen to go on. */
    private static final long TOLD_EVERY = 100_000;

    @ParentCommand
    private NodeMain node;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "copy?");
    }

    /** Exit status: 0 when both hold the same and the target is ready for a node; 1 otherwise; 2 for bad arguments. */
    @Command(mixinStandardHelpOptions = true, description = {"Copies everything and compares both: records, keys, tokens, names, audit, peers.",
        "A copy that was cut off is taken up by the same command. Until it has ended well no node can use the target.",
        "A location is what the storage says: lmdb:DATA-DIRECTORY, postgres:URL."})
    int copy(@Option(names = "--from", required = true, paramLabel = "ID:LOCATION", description = "the storage to be copied; stays as it is") String from,
             @Option(names = "--to", required = true, paramLabel = "ID:LOCATION", description = "a new one, or the rest of an earlier copy") String to,
             @Option(names = "--json", description = "the tallies as a JSON object") boolean json) throws Exception {
        Place source = place("--from", from);
        Place target = place("--to", to);
        return StorageSession.run(() -> {
            StorageSession session = StorageSession.of(node);
            try (Storage out = open(session, source, CopyRole.SOURCE); Storage in = open(session, target, CopyRole.TARGET)) {
                Outcome outcome = new CopyStorageUseCase(transfer(out, source), transfer(in, target)).copy(StorageCommand::tellProgress);
                return tell(outcome, source, target, json);
            }
        });
    }

    /** @param location may hold a password, so it is not shown */
    private record Place(String id, String location) {
    }

    private Place place(String option, String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new CommandLine.ParameterException(spec.commandLine().getSubcommands().get("copy"), option + " is ID:LOCATION, as lmdb:/var/lib/dmp");
        }
        return new Place(text.substring(0, colon), text.substring(colon + 1));
    }

    private static Storage open(StorageSession session, Place place, CopyRole role) throws StartRefused {
        StorageAdapter adapter = session.plugins().storages().named(place.id()).orElseThrow(() -> new StartRefused(
                "there is no storage " + place.id() + "; known: " + session.plugins().storages().byId().keySet().stream().sorted().collect(Collectors.joining(", "))));
        try {
            return adapter.openAlone(place.location(), role, session.settings(adapter));
        } catch (StorageUnavailable | StorageCorrupt failure) {
            throw new StartRefused(name(role) + " " + place.id() + ": " + failure.getMessage());
        }
    }

    private static String name(CopyRole role) {
        return switch (role) {
            case SOURCE -> "source";
            case TARGET -> "target";
        };
    }

    private static RowTransfer transfer(Storage storage, Place place) throws StartRefused {
        return storage.transfer().orElseThrow(() -> new StartRefused("the storage " + place.id() + " offers no way to copy it"));
    }

    private static void tellProgress(RowKind kind, long rows) {
        if (rows % TOLD_EVERY == 0) {
            StorageSession.tell(kind.text() + ": " + rows + " rows");
        }
    }

    private static int tell(Outcome outcome, Place source, Place target, boolean json) {
        return switch (outcome) {
            case Outcome.Copied(var tallies, boolean resumed) -> {
                System.out.print(json ? json(tallies, source, target, resumed) : table(tallies, resumed));
                System.out.flush();
                yield 0;
            }
            case Outcome.SourceUnfinished() -> refuse("the source is itself the target of an unfinished copy; finish that one first");
            case Outcome.TargetInUse(var kind) -> refuse("the target is in use (it holds " + kind.text() + "); copy into a new one");
            case Outcome.AnotherSource() -> refuse("the target is an unfinished copy of another source, or the source was written to since;"
                    + " remove the target and begin anew");
            case Outcome.Different(var kind, var here, var there) -> refuse(kind.text() + " differ: the source has " + here.count() + " rows (" + here.digest().hex()
                    + "), the target " + there.count() + " (" + there.digest().hex() + "); remove the target and begin anew");
        };
    }

    private static int refuse(String reason) {
        StorageSession.tell(reason);
        return StorageSession.REFUSED;
    }

    private static String table(Map<RowKind, RowTally> tallies, boolean resumed) {
        return Arrays.stream(RowKind.values()).map(kind -> "%-15s %9d  %s%n".formatted(kind.text(), tallies.get(kind).count(), tallies.get(kind).digest().hex()))
                .collect(Collectors.joining()) + (resumed ? "finished what an earlier copy had begun; " : "") + "both hold the same\n";
    }

    private static String json(Map<RowKind, RowTally> tallies, Place source, Place target, boolean resumed) {
        String stores = Arrays.stream(RowKind.values()).map(kind -> "\"" + kind.text() + "\":{\"rows\":" + tallies.get(kind).count()
                + ",\"digest\":\"" + tallies.get(kind).digest().hex() + "\"}").collect(Collectors.joining(","));
        return "{\"from\":\"" + source.id() + "\",\"to\":\"" + target.id() + "\",\"resumed\":" + resumed + ",\"stores\":{" + stores + "}}\n";
    }
}
