package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.ClientEnvironment;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.settings.NodeTransport;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.ZoneText;
import java.util.Optional;

/** Chooses between UPDATE and HTTP, and where either goes (client.md 15). */
public final class WriterChoice {
    private final TokenFiles tokens;
    private final ClientEnvironment environment;
    private final TimeSource time;
    private final Optional<NodeTransport> forced;

    public WriterChoice(TokenFiles tokens, ClientEnvironment environment, TimeSource time) {
        this(tokens, environment, time, Optional.empty());
    }

    /** @param forced overrides {@code node_transport} */
    public WriterChoice(TokenFiles tokens, ClientEnvironment environment, TimeSource time, Optional<NodeTransport> forced) {
        this.tokens = tokens;
        this.environment = environment;
        this.time = time;
        this.forced = forced;
    }

    /** Fails with {@code bad_config} where the settings name no way to write. */
    public ClientResult<Writer> of(ClientSettings settings) {
        return settings.tsig().filter(key -> transport(settings) != NodeTransport.HTTP).map(key -> update(key, settings)).orElseGet(() -> http(settings));
    }

    /**
     * What is left where no UPDATE gets through (client.md 19.5): the record API, for those who have a token of it; nothing
     * where {@code node_transport} forbids it.
     */
    public Optional<Writer.Http> instead(ClientSettings settings) {
        return transport(settings) == NodeTransport.AUTO && http(settings) instanceof ClientResult.Done<Writer>(Writer.Http http)
                && http.token().isPresent() ? Optional.of(http) : Optional.empty();
    }

    private NodeTransport transport(ClientSettings settings) {
        return forced.or(() -> NodeTransport.parse(settings.ours().nodeTransport())).orElse(NodeTransport.AUTO);
    }

    private static ClientResult<Writer> update(TsigBlock key, ClientSettings settings) {
        if (key.secret().length() == 0) {
            return broken("tsig_secret_hex is not the hex of a secret");
        }
        Optional<OwnerName> zone = OwnerName.parse(key.zone());
        if (zone.isEmpty()) {
            return broken(key.zone().isEmpty() ? "tsig_zone is empty" : "tsig_zone is not a zone: " + key.zone());
        }
        Optional<String> server = key.server().isEmpty() ? ZoneText.ofEndpoint(settings.home().endpoint()) : Optional.of(key.server());
        return server.<ClientResult<Writer>>map(host ->
                        ClientResult.done(new Writer.Update(new Target(host, key.port()), zone.get(), key)))
                .orElseGet(() -> broken("tsig_dns_server is empty and the endpoint names no host for it"));
    }

    private ClientResult<Writer> http(ClientSettings settings) {
        String base = settings.home().endpoint();
        if (base.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, "no node to write to: neither endpoint nor a TSIG key is "
                    + "configured; run: dnsmesh tsig register --node HOST");
        }
        Optional<String> token = environment.httpToken().or(settings.home()::httpToken).filter(t -> !t.isEmpty())
                .or(() -> Endpoint.host(base).flatMap(host -> tokens.usable(host, time.now())).map(SavedToken::token));
        return ClientResult.done(new Writer.Http(base, token));
    }

    private static ClientResult<Writer> broken(String why) {
        return ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                "the TSIG key in the configuration cannot be used: " + why + "; run: dnsmesh tsig register --node HOST");
    }
}
