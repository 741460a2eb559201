package dev.dnsmesh.application.client.zone;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientFailure;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.domain.dns.Rcode;
import java.time.Duration;
import java.util.Optional;

/** What a node's refusal means and what to do about it, in one line (client.md 15, 18 no. 15). */
public final class Refusals {
    private Refusals() {
    }

    /** Of a signed UPDATE that a server answered, but not with NOERROR. */
    public static ClientFailure of(Sent.Refused refused) {
        Rcode rcode = refused.rcode();
        ClientFailure failure = ClientFailure.of(ClientErrorCode.REFUSED,
                "the node answered " + rcode + refused.tsigError().map(error -> "/" + error).orElse("") + ": " + meaning(refused))
                .with("rcode", rcode.name());
        if (refused.tsigError().isPresent()) {
            failure = failure.with("tsig_error", refused.tsigError().get());
        }
        return refused.clockSkew().map(Duration::toSeconds).isPresent()
                ? failure.with("clock_skew_seconds", refused.clockSkew().get().toSeconds()) : failure;
    }

    private static String meaning(Sent.Refused refused) {
        if (refused.clockSkew().isPresent()) {
            long seconds = refused.clockSkew().get().toSeconds();
            return "this machine's clock is " + Math.abs(seconds) + " s " + (seconds > 0 ? "behind" : "ahead of")
                    + " the node's (300 s are allowed); set the clock";
        }
        return switch (refused.rcode()) {
            case NOTAUTH -> refused.authentic()
                    ? "it does not serve the zone; see tsig_zone"
                    : "it does not know the TSIG key (expired, revoked or of another node), the secret is wrong, or the clocks "
                            + "are more than 300 s apart; check the clock, then: dnsmesh tsig register --node HOST";
            case NOTZONE -> "a name lies outside tsig_zone; domain and tsig_zone must agree";
            case REFUSED -> "the name is outside the key's scope, or a cap on value length, TTL or number of values was exceeded, "
                    + "or the node takes no updates";
            case SERVFAIL -> "it could not store the change; try again later";
            case FORMERR -> "it could not read the update";
            case NOERROR, NXDOMAIN, NOTIMP, YXDOMAIN, YXRRSET, NXRRSET, BADVERS, BADCOOKIE -> "it does not take updates as a DMP node does";
        };
    }

    /** Of an UPDATE that did not end with NOERROR; accepted ones have none. */
    public static Optional<ClientFailure> of(Sent sent) {
        return switch (sent) {
            case Sent.Accepted _ -> Optional.empty();
            case Sent.Refused refused -> Optional.of(of(refused));
            case Sent.NotAuthentic _ -> Optional.of(ClientFailure.of(ClientErrorCode.BAD_RESPONSE,
                    "the answer to the update is not signed with the TSIG key: somebody may be in between, nothing is certain"));
            case Sent.Unreachable(var why, var _) -> Optional.of(ClientFailure.of(ClientErrorCode.UNREACHABLE,
                    "no answer from the node: " + why + "; is it running (see: dnsmesh doctor), is port 53 blocked here (try: --node-transport doh)?"));
            case Sent.BadKey(var why) -> Optional.of(ClientFailure.of(ClientErrorCode.BAD_CONFIG,
                    "the TSIG key in the configuration cannot be used: " + why));
        };
    }

    /** Of a call of the record API; successes have none. */
    public static Optional<ClientFailure> of(Reply<String> reply) {
        return switch (reply) {
            case Reply.Ok<String> _ -> Optional.empty();
            case Reply.Malformed<String>(var why) -> Optional.of(ClientFailure.of(ClientErrorCode.BAD_RESPONSE, "the node's answer: " + why));
            case Reply.Unreachable<String>(var why) -> Optional.of(ClientFailure.of(ClientErrorCode.UNREACHABLE,
                    "the node cannot be reached over HTTP: " + why + "; see: dnsmesh doctor"));
            case Reply.Status<String>(var status, var error) -> Optional.of(ClientFailure.of(
                    status == 429 ? ClientErrorCode.RATE_LIMITED : ClientErrorCode.REFUSED,
                    "the node answered HTTP " + status + (error.isEmpty() ? "" : " (" + error + ")") + ": " + meaning(status))
                    .with("status", status));
        };
    }

    private static String meaning(int status) {
        return switch (status) {
            case 400 -> "it takes no such record: a malformed name, or a value or TTL beyond its caps";
            case 401, 403 -> "not authorised; get a token with: dnsmesh register --node HOST, or set DMP_HTTP_TOKEN";
            case 404 -> "it has no such record, or takes none over HTTP";
            case 413 -> "the name holds as many values as the node allows; wait until older ones expire";
            case 429 -> "too many requests; try again later";
            case 501, 502 -> "it cannot write records at present";
            default -> "not the answer of a DMP node";
        };
    }
}
