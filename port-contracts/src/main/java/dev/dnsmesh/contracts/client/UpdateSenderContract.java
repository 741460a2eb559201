package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.UpdateSender;
import dev.dnsmesh.application.client.port.out.UpdateSender.Packed;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.port.out.UpdateSender.Target;
import dev.dnsmesh.application.client.settings.TsigBlock;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.TimeToLive;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Secret;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link UpdateSender} (client.md 15.1): whatever a server answers, or does not, is a value that says how far it went. */
public interface UpdateSenderContract {
    OwnerName ZONE = new OwnerName("mesh.test");
    /** The server knows it. */
    Optional<TsigBlock> KEY = Optional.of(new TsigBlock("alice-1.mesh.test.",
            Secret.of(Octets.utf8("a secret of thirty-two octets ...")), "hmac-sha256", "mesh.test", "", 53));
    Duration SKEW = Duration.ofSeconds(-400);

    /** How a server answers. */
    sealed interface Answer {
        /** With a good TSIG where the question had one. */
        record Proper(Rcode rcode) implements Answer {
        }

        /** Without TSIG. */
        record Unsigned(Rcode rcode) implements Answer {
        }

        /** NOTAUTH with this TSIG error and no MAC: {@code BADKEY} or {@code BADSIG}. */
        record TsigError(String error) implements Answer {
        }

        /** NOTAUTH with BADTIME and a good MAC; the server's clock is {@link #SKEW} from the sender's. */
        record BadTime() implements Answer {
        }

        record Silence() implements Answer {
        }
    }

    /** A sender and a server that answers message by message as told, the last answer for all further ones. */
    interface Harness extends AutoCloseable {
        UpdateSender sender();

        Target target();

        /** @return changes of each message that the server got, repeated ones too; filled as they come */
        List<Integer> answering(Answer... answers);

        @Override
        void close();
    }

    Harness newServer();

    @Test
    default void accepted_is_what_was_answered_noerror_and_proven() {
        try (Harness server = newServer()) {
            server.answering(new Answer.Proper(Rcode.NOERROR));
            assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY))
                    .isInstanceOfSatisfying(Sent.Accepted.class, sent -> assertThat(sent.messages()).isOne());
            assertThat(server.sender().send(server.target(), ZONE, adds(1), Optional.empty())).isInstanceOf(Sent.Accepted.class);
            server.answering(new Answer.Unsigned(Rcode.NOERROR));
            assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY)).isEqualTo(new Sent.NotAuthentic(0));
            assertThat(server.sender().send(server.target(), ZONE, adds(1), Optional.empty())).isInstanceOf(Sent.Accepted.class);
        }
    }

    @Test
    default void each_rcode_is_told_as_it_was_answered_and_whether_it_is_proven() {
        Set<Rcode> inHeaders = EnumSet.range(Rcode.FORMERR, Rcode.NOTZONE);
        try (Harness server = newServer()) {
            for (Rcode rcode : inHeaders) {
                server.answering(new Answer.Proper(rcode));
                assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY))
                        .isEqualTo(new Sent.Refused(rcode, Optional.empty(), true, Optional.empty(), 0));
                server.answering(new Answer.Unsigned(rcode));
                assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY))
                        .isEqualTo(new Sent.Refused(rcode, Optional.empty(), false, Optional.empty(), 0));
            }
        }
    }

    @Test
    default void the_errors_of_tsig_are_told_apart_and_a_wrong_clock_by_how_much() {
        try (Harness server = newServer()) {
            for (String error : new String[] {"BADKEY", "BADSIG"}) {
                server.answering(new Answer.TsigError(error));
                assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY))
                        .isEqualTo(new Sent.Refused(Rcode.NOTAUTH, Optional.of(error), false, Optional.empty(), 0));
            }
            server.answering(new Answer.BadTime());
            assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY))
                    .isEqualTo(new Sent.Refused(Rcode.NOTAUTH, Optional.of("BADTIME"), true, Optional.of(SKEW), 0));
        }
    }

    @Test
    default void silence_is_told_in_one_line() {
        try (Harness server = newServer()) {
            server.answering(new Answer.Silence());
            assertThat(server.sender().send(server.target(), ZONE, adds(1), KEY)).isInstanceOfSatisfying(Sent.Unreachable.class,
                    unreachable -> assertThat(unreachable.why()).isNotBlank().doesNotContain("\n"));
        }
    }

    @Test
    default void messages_are_as_they_were_packed_in_order_and_the_first_that_fails_is_the_last() {
        List<Change> changes = adds(600);
        try (Harness server = newServer()) {
            List<Integer> packed = server.sender().pack(ZONE, changes, KEY).stream().map(Packed::changes).toList();
            assertThat(packed).hasSizeGreaterThan(2);
            assertThat(packed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
            List<Integer> taken = server.answering(new Answer.Proper(Rcode.NOERROR));
            assertThat(server.sender().send(server.target(), ZONE, changes, KEY))
                    .isInstanceOfSatisfying(Sent.Accepted.class, sent -> assertThat(sent.messages()).isEqualTo(packed.size()));
            assertThat(taken).isEqualTo(packed);
            taken = server.answering(new Answer.Proper(Rcode.NOERROR), new Answer.Proper(Rcode.REFUSED));
            assertThat(server.sender().send(server.target(), ZONE, changes, KEY))
                    .isEqualTo(new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), packed.getFirst()));
            assertThat(taken).isEqualTo(packed.subList(0, 2));
        }
    }

    @Test
    default void a_key_that_cannot_be_used_is_told_and_nothing_is_sent() {
        try (Harness server = newServer()) {
            List<Integer> taken = server.answering(new Answer.Proper(Rcode.NOERROR));
            for (TsigBlock key : List.of(new TsigBlock("alice.", KEY.orElseThrow().secret(), "hmac-of-none", "mesh.test", "", 53),
                    new TsigBlock("alice.", Secret.of(Octets.EMPTY), "hmac-sha256", "mesh.test", "", 53),
                    new TsigBlock("a..b.", KEY.orElseThrow().secret(), "hmac-sha256", "mesh.test", "", 53))) {
                assertThat(server.sender().send(server.target(), ZONE, adds(1), Optional.of(key)))
                        .isInstanceOfSatisfying(Sent.BadKey.class, bad -> assertThat(bad.why()).isNotBlank().doesNotContain("\n"));
            }
            assertThat(taken).isEmpty();
        }
    }

    private static List<Change> adds(int count) {
        return IntStream.range(0, count).<Change>mapToObj(number -> new Change.Add(
                new OwnerName("chunk-%04d-001122334455.mesh.test".formatted(number)), TxtValue.of("x".repeat(241)),
                new TimeToLive(300), Change.WhenFull.REFUSE)).toList();
    }
}
