package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.in.KeepTokens;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.settings.Endpoint;
import java.util.List;
import java.util.Optional;

/** Lists and forgets. */
public final class KeepTokensUseCase implements KeepTokens {
    private static final int SHOWN = 16;

    private final TokenFiles tokens;

    public KeepTokensUseCase(TokenFiles tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<Listed> list() {
        return tokens.all().stream().map(KeepTokensUseCase::listed).toList();
    }

    @Override
    public ClientResult<String> forget(String node) {
        Optional<String> host = Endpoint.host(node);
        return host.filter(tokens::forget).map(ClientResult::done)
                .orElseGet(() -> ClientFailure.of(ClientErrorCode.NOT_FOUND, "no token is saved for '" + node + "'").withExit(1).result());
    }

    private static Listed listed(SavedToken saved) {
        String token = saved.token();
        return new Listed(saved.node(), saved.subject(), saved.expiresAt().filter(end -> end != 0), saved.registeredSpk(), saved.savedAt(),
                token.length() > SHOWN ? token.substring(0, SHOWN) + "…" : token, token.length());
    }
}
