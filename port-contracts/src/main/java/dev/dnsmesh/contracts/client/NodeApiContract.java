package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.NodeApi;
import dev.dnsmesh.application.client.port.out.NodeApi.Challenge;
import dev.dnsmesh.application.client.port.out.NodeApi.Confirmation;
import dev.dnsmesh.application.client.port.out.NodeApi.MintedKey;
import dev.dnsmesh.application.client.port.out.NodeApi.Reply;
import dev.dnsmesh.application.client.port.out.NodeApi.Token;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** {@link NodeApi} (client.md 2, 15.2): every answer of a node, and none at all, is a value. */
public interface NodeApiContract {
    OwnerName NAME = new OwnerName("a.mesh.test");
    Confirmation CONFIRMATION = new Confirmation("alice@mesh.test", "aa", "bb", "cc", 2, Optional.of("dd"), Optional.of("ee"));
    Map<String, BiFunction<NodeApi, String, Reply<?>>> CALLS = Map.of(
            "health", NodeApi::health,
            "challenge", NodeApi::challenge,
            "confirm", (api, base) -> api.confirm(base, CONFIRMATION),
            "confirmTsig", (api, base) -> api.confirmTsig(base, CONFIRMATION),
            "publish", (api, base) -> api.publish(base, Optional.of("t"), NAME, TxtValue.of("v"), 60),
            "delete", (api, base) -> api.delete(base, Optional.empty(), NAME, TxtValue.of("v")));

    NodeApi newApi();

    /** Of a node that gives this answer to everything, as JSON. */
    String baseOfNodeThatAnswers(int status, String body);

    /** Where nobody listens. */
    String baseOfNobody();

    @Test
    default void a_success_is_read() {
        assertThat(newApi().health(baseOfNodeThatAnswers(200, "{\"status\":\"ok\"}"))).isInstanceOf(Reply.Ok.class);
        assertThat(newApi().challenge(baseOfNodeThatAnswers(200,
                "{\"challenge\":\"00\",\"node\":\"n.test\",\"server_x25519_pub\":\"ab\",\"signature_versions\":[1,2],\"more\":{}}")))
                .isEqualTo(new Reply.Ok<>(new Challenge("00", "n.test", Optional.of("ab"), List.of(1, 2))));
        assertThat(newApi().challenge(baseOfNodeThatAnswers(200, "{\"challenge\":\"00\",\"node\":\"n.test\"}")))
                .isEqualTo(new Reply.Ok<>(new Challenge("00", "n.test", Optional.empty(), List.of(1))));
        assertThat(newApi().confirm(baseOfNodeThatAnswers(200,
                "{\"token\":\"dmp_v1_X\",\"subject\":\"alice@mesh.test\",\"expires_at\":7}"), CONFIRMATION))
                .isEqualTo(new Reply.Ok<>(new Token("dmp_v1_X", "alice@mesh.test", Optional.of(7L))));
        assertThat(newApi().confirmTsig(baseOfNodeThatAnswers(200, "{\"tsig_key_name\":\"k.\",\"tsig_secret_hex\":\"00\","
                + "\"tsig_algorithm\":\"hmac-sha256\",\"zone\":\"z\",\"allowed_suffixes\":[\"x\"],\"subject\":\"a@z\",\"expires_at\":5}"),
                CONFIRMATION)).isEqualTo(new Reply.Ok<>(new MintedKey("k.", "00", "hmac-sha256", List.of("x"), "a@z", "z", 5)));
        assertThat(newApi().publish(baseOfNodeThatAnswers(201, "{\"ok\":true}"), Optional.of("t"), NAME, TxtValue.of("v"), 60))
                .isInstanceOf(Reply.Ok.class);
        assertThat(newApi().delete(baseOfNodeThatAnswers(204, ""), Optional.of("t"), NAME, TxtValue.of("v"))).isInstanceOf(Reply.Ok.class);
    }

    @Test
    default void every_other_status_is_told_with_the_error_that_came_with_it() {
        for (int status : new int[] {202, 302, 400, 401, 403, 404, 405, 409, 413, 429, 500, 503}) {
            String base = baseOfNodeThatAnswers(status, "{\"error\":\"why %d\",\"request_id\":\"r\"}".formatted(status));
            CALLS.forEach((call, ask) -> assertThat(ask.apply(newApi(), base)).as(call)
                    .isEqualTo(new Reply.Status<>(status, "why " + status)));
        }
        for (String body : new String[] {"", "not json", "[]", "null", "{\"error\":7}", "{\"error\":null}", "\u00e9{"}) {
            String base = baseOfNodeThatAnswers(500, body);
            CALLS.forEach((call, ask) -> assertThat(ask.apply(newApi(), base)).as(call + body)
                    .isInstanceOfSatisfying(Reply.Status.class, reply -> assertThat(reply.status()).isEqualTo(500)));
        }
    }

    @Test
    default void a_success_that_lacks_what_it_must_hold_is_malformed() {
        for (String body : new String[] {"", "[]", "null", "{", "{}", "{\"challenge\":7,\"node\":\"n\",\"token\":7,\"tsig_key_name\":[]}",
                "{\"challenge\":null,\"node\":null,\"token\":null,\"tsig_key_name\":null}", "x".repeat(70_000)}) {
            String base = baseOfNodeThatAnswers(200, body);
            for (String call : List.of("challenge", "confirm", "confirmTsig")) {
                assertThat(CALLS.get(call).apply(newApi(), base)).as(call + " " + body.length())
                        .isInstanceOfSatisfying(Reply.Malformed.class, reply -> assertThat(reply.why()).isNotBlank().doesNotContain("\n"));
            }
        }
    }

    @Test
    default void nobody_there_and_what_is_no_address_are_told_in_one_line() {
        for (String base : List.of(baseOfNobody(), "", "node", "ht tp://x", "http://", "http://a\0b", "file:///etc/passwd")) {
            CALLS.forEach((call, ask) -> assertThat(ask.apply(newApi(), base)).as(call + " " + base)
                    .isInstanceOfSatisfying(Reply.Unreachable.class, reply -> assertThat(reply.why()).isNotBlank().doesNotContain("\n")));
        }
    }
}
