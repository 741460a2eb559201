package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.ApplyUpdate;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.octets.Sha256;
import dev.dnsmesh.domain.update.ReplayEntry;
import dev.dnsmesh.domain.update.ReplayId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The octets of dns.md 11. */
class VectorsTest {
    static final byte[] REQUEST = Fixture.hex("""
            123428000001000000010001046d657368076578616d706c6503636f6d00000600011369642d32626438303663
            393766306530306166c00c001000010000012c001918763d646d70313b743d6964656e746974793b643d414141
            4115616c6963652d30336131303762662d666638643938c00c00fa00ff00000000003d0b686d61632d73686132
            35360000006553f100012c00209598c531ca5b6638d5067fa47d991b73b2b0431d3483b5aedded792984af5d2a
            123400000000""");
    static final byte[] RESPONSE = Fixture.hex("""
            1234a8000001000000000001046d657368076578616d706c6503636f6d000006000115616c6963652d30336131
            303762662d666638643938c00c00fa00ff00000000003d0b686d61632d7368613235360000006553f100012c00
            20227d0a082338fbd90358e9c9b4e2d1965990e8fb25ac001a606e1e7ee642d2b5123400000000""");
    private static final Octets MAC =
            Octets.of(Fixture.hex("9598c531ca5b6638d5067fa47d991b73b2b0431d3483b5aedded792984af5d2a"));

    private final Fixture fixture = new Fixture();

    @Test
    void the_signed_update_is_verified_and_its_answer_is_the_expected_one_to_the_octet() {
        assertThat(fixture.udp(REQUEST)).hasValueSatisfying(response -> assertThat(response).isEqualTo(RESPONSE));
    }

    @Test
    void the_use_case_gets_the_update_as_it_stands_in_the_message() {
        fixture.udp(REQUEST);
        ApplyUpdate.Request update = fixture.applied.getFirst();
        assertThat(update.zones()).containsExactly(
                new ApplyUpdate.Zone(Optional.of(new OwnerName("mesh.example.com")), RrType.SOA, 1));
        assertThat(update.prerequisites()).isEmpty();
        assertThat(update.updates()).containsExactly(new ApplyUpdate.Rr(
                new OwnerName("id-2bd806c97f0e00af.mesh.example.com").wire(), RrType.TXT, 1, 300,
                Octets.of(RawMessage.txt("v=dmp1;t=identity;d=AAAA"))));
        assertThat(update.transport()).isEqualTo(ApplyUpdate.Transport.DATAGRAM);
        assertThat(update.provable()).isFalse();
    }

    @Test
    void the_replay_entry_is_named_by_key_and_mac_and_kept_as_long_as_the_mac_would_verify() {
        fixture.udp(REQUEST);
        Octets id = Sha256.of(Octets.of(RawMessage.name(Keys.ALICE.substring(0, Keys.ALICE.length() - 1))), MAC).slice(0, 16);
        assertThat(fixture.applied.getFirst().authority()).isInstanceOfSatisfying(ApplyUpdate.Authority.Signed.class, signed ->
                assertThat(signed.replay()).isEqualTo(
                        new ReplayEntry(new ReplayId(id), Instant.ofEpochSecond(1_700_000_000 + 300 + 1))));
    }

    @Test
    void the_cookie_of_rfc_9018_is_answered() {
        fixture.time.set(Instant.ofEpochSecond(1_559_731_985));
        byte[] request = RawMessage.query("mesh.example.com", RawMessage.TXT)
                .opt(1232, 0, 0, RawMessage.option(10, Fixture.hex("2464c4abcf10c957"))).bytes();
        RequestHandler handler = fixture.handler();
        int length = handler.handle(request, request.length, java.net.InetAddress.ofLiteral("198.51.100.100"),
                ApplyUpdate.Transport.DATAGRAM, true);
        Response response = Response.of(Optional.of(java.util.Arrays.copyOf(handler.response(), length)));
        assertThat(response.option(10)).hasValueSatisfying(cookie -> assertThat(cookie)
                .isEqualTo(Fixture.hex("2464c4abcf10c957010000005cf79f111f8130c3eee29480")));
    }
}
