package dev.dnsmesh.application.client.usecase.doctor;

import dev.dnsmesh.application.client.port.in.CheckSetup.Check;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.TokenFiles;
import dev.dnsmesh.application.client.port.out.TokenFiles.SavedToken;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.Endpoint;
import dev.dnsmesh.application.client.zone.Writer;
import dev.dnsmesh.application.client.zone.WriterChoice;
import dev.dnsmesh.application.port.out.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What writing needs: the TSIG key and the token, and how long they last. */
public final class KeyExamination implements Examination {
    private static final Duration SOON = Duration.ofDays(7);

    private final TokenFiles tokens;
    private final WriterChoice writers;
    private final TimeSource time;

    public KeyExamination(TokenFiles tokens, WriterChoice writers, TimeSource time) {
        this.tokens = tokens;
        this.writers = writers;
        this.time = time;
    }

    @Override
    public List<Check> of(ClientSettings settings) {
        List<Check> checks = new ArrayList<>();
        checks.add(tsig(settings));
        long end = settings.ours().tsigExpiresAt();
        if (settings.tsig().isPresent() && end > 0) {
            checks.add(lasting("tsig_expiry", "the TSIG key", Instant.ofEpochSecond(end), "dnsmesh tsig register --node HOST"));
        }
        Endpoint.host(settings.home().endpoint()).flatMap(this::saved).flatMap(SavedToken::expiresAt).filter(seconds -> seconds > 0)
                .ifPresent(seconds -> checks.add(lasting("token_expiry", "the token", Instant.ofEpochSecond(seconds),
                        "dnsmesh register --node HOST")));
        return checks;
    }

    private Optional<SavedToken> saved(String host) {
        return tokens.all().stream().filter(token -> Endpoint.host(token.node()).filter(host::equals).isPresent()).findFirst();
    }

    private Check tsig(ClientSettings settings) {
        if (settings.tsig().isEmpty()) {
            return Check.warn("tsig", "no TSIG key; get one with: dnsmesh tsig register --node HOST");
        }
        return switch (writers.of(settings)) {
            case ClientResult.Done<Writer> _ -> Check.pass("tsig", "TSIG key " + settings.tsig().get().keyName() + " for "
                    + settings.tsig().get().zone());
            case ClientResult.Failed<Writer>(var failure) -> Check.fail("tsig", failure.message());
        };
    }

    private Check lasting(String id, String what, Instant end, String remedy) {
        Duration left = Duration.between(time.now(), end);
        if (left.isNegative() || left.isZero()) {
            return Check.fail(id, what + " has expired on " + end + "; renew it: " + remedy);
        }
        String words = what + " lasts until " + end;
        return left.compareTo(SOON) < 0 ? Check.warn(id, words + "; renew it: " + remedy) : Check.pass(id, words);
    }
}
