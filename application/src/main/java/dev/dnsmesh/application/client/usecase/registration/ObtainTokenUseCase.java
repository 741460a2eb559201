package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.ObtainToken;
import dev.dnsmesh.application.client.port.in.Registration;
import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.Remarks;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.usecase.registration.Ceremony.Signed;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.domain.registration.Purpose;
import java.util.Optional;
import java.util.regex.Pattern;

/** Registers for a token and saves it under the node's host. */
public final class ObtainTokenUseCase implements ObtainToken {
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");

    private final Ceremony ceremony;
    private final NodeApi node;
    private final TokenFiles tokens;
    private final TimeSource time;
    private final Remarks remarks;

    public ObtainTokenUseCase(Ceremony ceremony, NodeApi node, TokenFiles tokens, TimeSource time, Remarks remarks) {
        this.ceremony = ceremony;
        this.node = node;
        this.tokens = tokens;
        this.time = time;
        this.remarks = remarks;
    }

    @Override
    public ClientResult<Obtained> obtain(Registration registration) {
        Optional<String> host = Endpoint.host(registration.node());
        if (host.isPresent() && !FILE_NAME.matcher(host.get()).matches()) {
            // told before a token is there to be lost
            return ClientFailure.of(ClientErrorCode.USAGE, "no token file can be named after '" + host.get()
                    + "'; use the node's host name").withExit(1).<Obtained>result();
        }
        return ceremony.sign(registration, Purpose.TOKEN)
                .then(signed -> RegistrationRefusals.confirmation(node.confirm(signed.base(), signed.confirmation()), Purpose.TOKEN)
                        .then(token -> save(signed, token)));
    }

    private ClientResult<Obtained> save(Signed signed, NodeApi.Token token) {
        var saved = new SavedToken(signed.host(), token.subject(), token.token(), token.expiresAt(),
                signed.identity().signingKey().hex(), time.now().getEpochSecond());
        return switch (tokens.save(saved)) {
            case TokenFiles.Saved.Done(var location) -> {
                if (signed.endpoint().isEmpty()) {
                    remarks.hint("To use it: dnsmesh config set endpoint " + signed.base());
                }
                yield ClientResult.done(new Obtained(token.subject(), signed.host(), location, token.expiresAt().filter(end -> end > 0)));
            }
            case TokenFiles.Saved.Failed(var why) -> ClientResult.failed(ClientErrorCode.BAD_CONFIG,
                    "the token was issued but cannot be saved, so register again once it can: " + why);
        };
    }
}
