package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.adapters.cli.client.BackupCommand;
import dev.dnsmesh.adapters.cli.client.DoctorCommand;
import dev.dnsmesh.adapters.cli.client.ResolversCommand;
import dev.dnsmesh.adapters.cli.client.RestoreCommand;
import dev.dnsmesh.adapters.cli.client.Session;
import dev.dnsmesh.adapters.cli.client.TerminalPrompt;
import dev.dnsmesh.adapters.cli.client.Word;
import dev.dnsmesh.adapters.crypto.Argon2idPassphraseDerivation;
import dev.dnsmesh.adapters.crypto.ChaCha20Poly1305Cipher;
import dev.dnsmesh.adapters.crypto.Ed25519SignatureVerifier;
import dev.dnsmesh.adapters.dns.client.DnsNodeProbe;
import dev.dnsmesh.adapters.dns.client.DnsResolverProbe;
import dev.dnsmesh.adapters.http.client.HttpNodeClock;
import dev.dnsmesh.adapters.storage.home.HomeBackupDocuments;
import dev.dnsmesh.adapters.storage.home.HomeBackupFiles;
import dev.dnsmesh.adapters.storage.home.HomeFileAudit;
import dev.dnsmesh.adapters.storage.home.HomePassphraseFiles;
import dev.dnsmesh.application.client.port.in.BackUpClient;
import dev.dnsmesh.application.client.port.in.CheckSetup;
import dev.dnsmesh.application.client.port.in.RestoreClient;
import dev.dnsmesh.application.client.port.out.NodeProbe;
import dev.dnsmesh.application.client.port.out.ResolverProbe;
import dev.dnsmesh.application.client.settings.PublicResolvers;
import dev.dnsmesh.application.client.usecase.backup.BackUpClientUseCase;
import dev.dnsmesh.application.client.usecase.backup.BackupPassphrase;
import dev.dnsmesh.application.client.usecase.backup.BackupSeal;
import dev.dnsmesh.application.client.usecase.backup.RestoreClientUseCase;
import dev.dnsmesh.application.client.usecase.doctor.CheckSetupUseCase;
import dev.dnsmesh.application.client.usecase.doctor.FileExamination;
import dev.dnsmesh.application.client.usecase.doctor.IdentityExamination;
import dev.dnsmesh.application.client.usecase.doctor.KeyExamination;
import dev.dnsmesh.application.client.usecase.doctor.NodeExamination;
import dev.dnsmesh.application.client.usecase.doctor.ReaderExamination;
import dev.dnsmesh.application.client.usecase.doctor.RepairLocalDnsUseCase;
import dev.dnsmesh.application.client.usecase.resolvers.DiscoverResolversUseCase;
import dev.dnsmesh.application.client.usecase.resolvers.ListResolversUseCase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The commands that look after a client. */
final class ToolWords {
    private final ClientParts parts;
    private final CoreParts core;
    private final Session session;

    ToolWords(ClientParts parts, CoreParts core) {
        this.parts = parts;
        this.core = core;
        this.session = parts.session();
    }

    List<Word> words() {
        return List.of(
                new Word("doctor", () -> new DoctorCommand(session, this::check,
                        () -> new RepairLocalDnsUseCase(core.configuration(), nodeProbe()))),
                new Word("resolvers", () -> new ResolversCommand(session,
                        () -> new DiscoverResolversUseCase(core.configuration(), resolverProbe(), PublicResolvers.KNOWN, session.progress()),
                        () -> new ListResolversUseCase(core.configuration()))),
                new Word("backup", () -> new BackupCommand(session, this::backUp)),
                new Word("restore", () -> new RestoreCommand(session, this::restore)));
    }

    private CheckSetup check() {
        return new CheckSetupUseCase(core.configuration(), List.of(
                new NodeExamination(parts.node(), nodeProbe(), new HttpNodeClock(parts.http(), parts.time())),
                new ReaderExamination(resolverProbe(), session.invocation().resolvers()),
                new KeyExamination(parts.tokens(), parts.writerChoice(), parts.time()),
                new IdentityExamination(parts.resolver(), new Ed25519SignatureVerifier(), parts::state, parts.time()),
                new FileExamination(new HomeFileAudit(session.invocation().configHome(), session.invocation().tokensHome()))));
    }

    private BackUpClient backUp() {
        return new BackUpClientUseCase(new BackUpClientUseCase.Owner(core.configuration(), core.unlocking(), core.passphrases()),
                core.shared(), parts.tokens(), new BackUpClientUseCase.Keeping(seal(), backupPassphrase(), backupFiles()), parts.time(), session);
    }

    private RestoreClient restore() {
        return new RestoreClientUseCase(parts.settings(), core.exclusive(), core.shared(), parts.tokens(),
                new RestoreClientUseCase.Opening(seal(), backupPassphrase(), backupFiles(), core.deriving(), parts.environment()),
                parts.time(), session);
    }

    private NodeProbe nodeProbe() {
        return new DnsNodeProbe(parts.hosts(), new SecureRandom());
    }

    private ResolverProbe resolverProbe() {
        return new DnsResolverProbe(new SecureRandom(), parts.time(), parts.transports());
    }

    private BackupSeal seal() {
        return new BackupSeal(new HomeBackupDocuments(), new Argon2idPassphraseDerivation(), new ChaCha20Poly1305Cipher(), parts.random());
    }

    private BackupPassphrase backupPassphrase() {
        return new BackupPassphrase(parts.environment(),
                new HomePassphraseFiles(Path.of(System.getProperty("user.home")), Path.of("")), new TerminalPrompt());
    }

    private HomeBackupFiles backupFiles() {
        return new HomeBackupFiles(session.invocation().configHome(), session.invocation().tokensHome());
    }
}
