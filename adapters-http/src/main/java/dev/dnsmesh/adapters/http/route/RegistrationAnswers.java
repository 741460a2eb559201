package dev.dnsmesh.adapters.http.route;

import dev.dnsmesh.adapters.http.exchange.Answer;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.application.port.in.IssueChallenge;
import dev.dnsmesh.application.port.in.RegisterToken;
import dev.dnsmesh.application.port.in.RegisterTsigKey;
import dev.dnsmesh.application.port.in.RegistrationRefusal;
import dev.dnsmesh.domain.access.ScopeSuffix;
import dev.dnsmesh.domain.access.Token;
import dev.dnsmesh.domain.access.TsigKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;

/** From the outcomes of registration to statuses and JSON (registration.md 2.1 to 2.3). */
final class RegistrationAnswers {
    private static final String NO_HEX = "0".repeat(64);
    private static final long LIKE_NOW = 1_000_000_000;

    private final String nodeName;

    RegistrationAnswers(String nodeName) {
        this.nodeName = nodeName;
    }

    Answer challenge(IssueChallenge.Outcome outcome) {
        return switch (outcome) {
            case IssueChallenge.Outcome.Issued(var challenge, var node, var expiresAt, var ephemeral) ->
                    challenge(challenge.hex(), node, expiresAt.getEpochSecond(), ephemeral.hex());
            case IssueChallenge.Outcome.Unavailable() -> notFound();
        };
    }

    /** As long as a challenge, and none. */
    Answer likeChallenge() {
        return challenge(NO_HEX, nodeName, LIKE_NOW, NO_HEX);
    }

    private static Answer challenge(String challenge, String node, long expiresAt, String ephemeral) {
        return unshared(Answer.json(200, JsonText.object().put("challenge", challenge).put("node", node)
                .put("expires_at", expiresAt).put("server_x25519_pub", ephemeral).put("version", 1)
                .put("signature_versions", IssueChallenge.SIGNATURE_VERSIONS)));
    }

    Answer token(RegisterToken.Outcome.Granted granted) {
        Token token = granted.token();
        return unshared(Answer.json(200, JsonText.object().put("token", granted.text().reveal())
                .put("subject", token.subject().text())
                .put("expires_at", token.expiresAt().map(end -> OptionalLong.of(end.getEpochSecond())).orElse(OptionalLong.empty()))
                .put("rate_per_sec", token.ratePerSec()).put("rate_burst", token.rateBurst())));
    }

    Answer tsigKey(RegisterTsigKey.Outcome.Granted granted) {
        TsigKey key = granted.key();
        String secret = key.secret().use(octets -> HexFormat.of().formatHex(octets));
        JsonText json = JsonText.object().put("tsig_key_name", key.name().text())
                .put("tsig_secret_hex", secret)
                .put("tsig_algorithm", key.algorithm().text())
                .put("allowed_suffixes", key.suffixes().stream().map(ScopeSuffix::text).toList());
        key.subject().ifPresent(subject -> json.put("subject", subject.text()));
        return unshared(Answer.json(200, json.put("zone", granted.zone().text())
                .put("expires_at", key.expiresAt().map(Instant::getEpochSecond).orElse(0L))));
    }

    Answer refusal(RegistrationRefusal refusal) {
        return switch (refusal) {
            case RegistrationRefusal.Unavailable() -> notFound();
            case RegistrationRefusal.FieldMissing(String field) -> Answer.error(400, "missing or non-string field: " + field);
            case RegistrationRefusal.SubjectInvalid() -> Answer.error(400, "subject invalid: not of the form user@domain.example");
            case RegistrationRefusal.NotHex(String field) -> Answer.error(400, field + ": not valid hex");
            case RegistrationRefusal.WrongLength(String field, int expected, int octets) ->
                    Answer.error(400, field + ": expected " + expected + " bytes, got " + octets);
            case RegistrationRefusal.VersionUnknown() -> Answer.error(400, "signature_version: not one of "
                    + IssueChallenge.SIGNATURE_VERSIONS);
            case RegistrationRefusal.ChallengeUnknown() -> Answer.error(400, "challenge expired or unknown");
            case RegistrationRefusal.SignatureInvalid() -> Answer.error(401, "signature verification failed");
            case RegistrationRefusal.DomainNotAllowed() -> Answer.error(403, "subject not in registration allowlist");
            case RegistrationRefusal.ProofInvalid() -> Answer.error(401, "x25519_pop verification failed: "
                    + "registrant did not prove possession of the claimed X25519 key");
            case RegistrationRefusal.ScopeUnderivable() -> Answer.error(500, "internal error");
            case RegistrationRefusal.KeyNameTooLong() ->
                    Answer.error(400, "subject local part too long for TSIG key label (max 47 chars)");
            case RegistrationRefusal.Held() -> Answer.error(409, "subject already has a live token; "
                    + "re-registration must be signed with the previously-registered Ed25519 key");
        };
    }

    private static Answer notFound() {
        return Answer.error(404, "not found");
    }

    private static Answer unshared(Answer answer) {
        return answer.with("Cache-Control", "no-store").uncompressed();
    }
}
