package dev.dnsmesh.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.MessageId;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MessageFormsTest {
    private static final MessageHeader HEADER = MessageHeader.data(new MessageId(Octets.of(new byte[16])),
            new UserId(Octets.of(new byte[32])), new UserId(Octets.of(new byte[32])), 1_767_225_600, 300);

    @Property
    void a_header_reads_back_as_written(@ForAll("headers") MessageHeader header) {
        assertThat(MessageHeader.parse(header.octets())).contains(header);
    }

    @Property
    void an_outer_message_reads_back_as_written(@ForAll("headers") MessageHeader header, @ForAll byte[] payload) {
        OuterMessage message = new OuterMessage(header, Octets.of(payload));
        assertThat(OuterMessage.parse(message.octets())).contains(message);
    }

    @Property
    void an_encrypted_message_reads_back_as_written(@ForAll byte[] sealed) {
        EncryptedMessage message = new EncryptedMessage(
                new X25519PublicKey(Octets.of(new byte[32])), Octets.of(new byte[12]), Octets.of(sealed));
        assertThat(EncryptedMessage.parse(message.octets())).contains(message);
        assertThat(EncryptedMessage.parse(message.octets().slice(0, 43))).isEmpty();
    }

    @Property
    void an_envelope_opens_as_wrapped(@ForAll("addresses") CanonicalAddress from, @ForAll byte[] body) {
        Octets text = Octets.of(body);
        assertThat(Envelope.open(Envelope.wrap(from, text)).body()).isEqualTo(text);
        assertThat(Envelope.open(Envelope.wrap(from, text)).claimedFrom()).contains(from);
        assertThat(CanonicalAddress.of("\t" + from.toString().toUpperCase(java.util.Locale.ROOT) + ".. "))
                .contains(from);
    }

    @Test
    void a_header_lives_to_the_last_second_of_its_lifetime() {
        assertThat(HEADER.isExpiredAt(Instant.ofEpochSecond(1_767_225_900, 999_999_999))).isFalse();
        assertThat(HEADER.isExpiredAt(Instant.ofEpochSecond(1_767_225_901))).isTrue();
    }

    @Test
    void times_beyond_what_a_double_holds_are_refused() {
        String json = HEADER.octets().asUtf8().orElseThrow();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("1767225600", "9007199254740991")))).isPresent();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("1767225600", "9007199254740992")))).isEmpty();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("1767225600", "-1")))).isEmpty();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("\"ttl\":300", "\"ttl\":3e2")))).isEmpty();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("\"ttl\":300", "\"ttl\":true")))).isEmpty();
    }

    @Test
    void total_and_chunk_may_be_any_integer() {
        String json = HEADER.octets().asUtf8().orElseThrow();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("\"total\":1", "\"total\":-99999999999999999999"))))
                .isPresent();
        assertThat(MessageHeader.parse(Octets.utf8(json.replace("\"total\":1", "\"total\":1.0")))).isEmpty();
    }

    @Provide
    Arbitrary<MessageHeader> headers() {
        Arbitrary<UserId> users = Arbitraries.bytes().array(byte[].class).ofSize(32).map(Octets::of).map(UserId::new);
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, MessageHeader.MAX_SECONDS);
        return Combinators.combine(Arbitraries.of(MessageType.class),
                        Arbitraries.bytes().array(byte[].class).ofSize(16).map(Octets::of).map(MessageId::new),
                        users, users, Arbitraries.longs(), Arbitraries.longs(), seconds, seconds)
                .as((type, id, sender, recipient, total, chunk, ts, ttl) ->
                        new MessageHeader(1, type, id, sender, recipient, total, chunk, ts, ttl));
    }

    @Provide
    Arbitrary<CanonicalAddress> addresses() {
        Arbitrary<String> local = Arbitraries.strings().withChars("az09_.-").ofMinLength(1).ofMaxLength(20)
                .filter(s -> s.matches("[a-z0-9].*") && !s.contains("..") && !s.endsWith("."));
        Arbitrary<String> label = Arbitraries.strings().withChars("az09-").ofMinLength(1).ofMaxLength(12)
                .filter(s -> !s.startsWith("-") && !s.endsWith("-"));
        return Combinators.combine(local, label.list().ofMinSize(1).ofMaxSize(5).map(l -> String.join(".", l)))
                .as(CanonicalAddress::new);
    }
}
