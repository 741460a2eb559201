package dev.dnsmesh.adapters.cli.admin;

import dev.dnsmesh.application.port.in.AdministerTsigKeys;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tsig issue SUBJECT}: mints a key and tells its secret, this once. */
@Command(name = "issue", mixinStandardHelpOptions = true, description = "Mints a TSIG key and prints it, its secret this once.")
final class TsigIssueCommand implements Callable<Integer> {
    private static final String KEY_HEX = "a key of 64 hex digits";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SUBJECT", description = "for whom: user@host")
    private String subject = "";

    @Option(names = "--spk", paramLabel = "HEX", description = "the subject's Ed25519 key; without it the key's name comes from chance")
    private Optional<String> spk = Optional.empty();

    @Option(names = "--x25519", paramLabel = "HEX", description = "the subject's X25519 key, for its mailbox")
    private Optional<String> x25519 = Optional.empty();

    @Option(names = "--suffix", paramLabel = "NAME", description = "a further name that the key may write, * for any characters of a label")
    private List<String> suffixes = List.of();

    @Option(names = "--zone-wide", description = "the key may write everything in the zone")
    private boolean zoneWide;

    @Option(names = "--expires", paramLabel = "TIME", description = "as 90d; without it never")
    private Optional<String> expires = Optional.empty();

    @ArgGroup
    private Form form = new Form();

    private final AdministerTsigKeys keys;
    private final String user;

    TsigIssueCommand(AdministerTsigKeys keys, String user) {
        this.keys = keys;
        this.user = user;
    }

    /** At most one. */
    static final class Form {
        @Option(names = "--json", description = "as JSON, with the members of registration")
        private boolean json;

        @Option(names = "--key-file", description = "as a file for nsupdate -k")
        private boolean keyFile;
    }

    @Override
    public Integer call() {
        AdministerTsigKeys.Order order = new AdministerTsigKeys.Order(Arguments.subject(spec, subject),
                Arguments.optional(spec, "--spk", spk, Ed25519PublicKey::fromHex, KEY_HEX),
                Arguments.optional(spec, "--x25519", x25519, X25519PublicKey::fromHex, KEY_HEX),
                suffixes.stream().map(text -> Arguments.required(spec, "--suffix", text, TsigIssueCommand::suffix, "a domain name"))
                        .collect(Collectors.toSet()),
                zoneWide, Arguments.<Duration>optional(spec, "--expires", expires, Arguments::duration, "a time such as 90d"));
        return switch (keys.issue(order, user)) {
            case AdministerTsigKeys.Outcome.Issued issued -> {
                spec.commandLine().getOut().print(form.json ? TsigKeyText.json(issued) : form.keyFile ? TsigKeyText.keyFile(issued)
                        : TsigKeyText.text(issued));
                spec.commandLine().getOut().flush();
                yield 0;
            }
            case AdministerTsigKeys.Outcome.Held(var name) -> refused(name + " is held by another key; see owner list");
            case AdministerTsigKeys.Outcome.NoZone() -> refused("this node serves no zone; set DMP_DOMAIN");
            case AdministerTsigKeys.Outcome.OutsideZone(var suffix, var zone) -> refused("--suffix: " + suffix + " is not in " + zone);
            case AdministerTsigKeys.Outcome.NameTooLong() -> refused("SUBJECT: the part before @ has 47 characters at most, for the key's name");
        };
    }

    private int refused(String reason) {
        spec.commandLine().getErr().println(reason);
        return 1;
    }

    /** A name in which {@code *} stands for any characters of a label. */
    private static Optional<ScopeSuffix> suffix(String text) {
        ScopeSuffix suffix = new ScopeSuffix(text);
        return OwnerName.parse(suffix.text().replace('*', 'x')).map(fits -> suffix);
    }
}
