package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.application.client.port.out.NodeApi.Challenge;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.domain.registration.Purpose;

/** What the answers of a registration mean (client.md 2.4). */
final class RegistrationRefusals {
    private RegistrationRefusals() {
    }

    static ClientResult<Challenge> challenge(Reply<Challenge> reply) {
        return switch (reply) {
            case Reply.Ok<Challenge>(var challenge) -> ClientResult.done(challenge);
            case Reply.Malformed<Challenge>(var why) -> malformed(why);
            case Reply.Unreachable<Challenge>(var why) -> unreachable(why);
            case Reply.Status<Challenge>(var status, var error) -> switch (status) {
                case 404 -> refused(ClientErrorCode.NOT_ALLOWED, 1, status, "this node takes no registrations by itself; ask its operator", error);
                case 429 -> limited(status, error);
                default -> refused(ClientErrorCode.BAD_RESPONSE, 2, status, "not the answer of a DMP node", error);
            };
        };
    }

    static <T> ClientResult<T> confirmation(Reply<T> reply, Purpose purpose) {
        return switch (reply) {
            case Reply.Ok<T>(var value) -> ClientResult.done(value);
            case Reply.Malformed<T>(var why) -> malformed(why);
            case Reply.Unreachable<T>(var why) -> unreachable(why);
            case Reply.Status<T>(var status, var error) -> switch (status) {
                case 400 -> refused(ClientErrorCode.REFUSED, 2, status, "a field is malformed, or the challenge is no longer valid; try again", error);
                case 401 -> refused(ClientErrorCode.REFUSED, 1, status, "the signature was rejected: is it the right passphrase?", error);
                case 403 -> refused(ClientErrorCode.NOT_ALLOWED, 1, status, "the subject's domain is not on the operator's list", error);
                case 404 -> switch (purpose) {
                    case TOKEN -> refused(ClientErrorCode.NOT_ALLOWED, 2, status, "this node issues no tokens", error);
                    case TSIG -> refused(ClientErrorCode.NOT_ALLOWED, 1, status, "this node mints no TSIG keys; try: dnsmesh register", error);
                };
                case 409 -> refused(ClientErrorCode.ALREADY_OWNED, 1, status, "the subject is held by another key; "
                        + "after a rotation the operator must release it", error);
                case 429 -> limited(status, error);
                default -> refused(ClientErrorCode.BAD_RESPONSE, 2, status, "not the answer of a DMP node", error);
            };
        };
    }

    private static <T> ClientResult<T> limited(int status, String error) {
        return refused(ClientErrorCode.RATE_LIMITED, 2, status, "too many registrations from this address; try again later", error);
    }

    private static <T> ClientResult<T> refused(ClientErrorCode code, int exit, int status, String meaning, String error) {
        return ClientFailure.of(code, meaning + " (HTTP " + status + (error.isEmpty() ? "" : ": " + error) + ")")
                .with("status", status).withExit(exit).result();
    }

    private static <T> ClientResult<T> malformed(String why) {
        return ClientResult.failed(ClientErrorCode.BAD_RESPONSE, "the node's answer cannot be used: " + why);
    }

    private static <T> ClientResult<T> unreachable(String why) {
        return ClientResult.failed(ClientErrorCode.UNREACHABLE,
                "the node cannot be reached: " + why + "; is the name right, and the scheme (--scheme http)?");
    }
}
