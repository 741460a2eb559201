package dev.dnsmesh.application.usecase;

import dev.dnsmesh.application.port.in.AuthoriseRead;
import dev.dnsmesh.domain.access.OperatorTokens;
import java.util.Optional;

/** Whoever holds an operator token reads; where there is none, everybody does. User tokens never count. */
public final class AuthoriseReadUseCase implements AuthoriseRead {
    private final OperatorTokens operator;

    public AuthoriseReadUseCase(OperatorTokens operator) {
        this.operator = operator;
    }

    @Override
    public boolean authorises(Optional<String> token) {
        return operator.isEmpty() || token.map(operator::accept).orElse(false);
    }
}
