package dev.dnsmesh.domain.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.crypto.X25519PublicKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.UserId;
import dev.dnsmesh.domain.octets.Octets;
import dev.dnsmesh.domain.receiving.SignerPolicy.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignerPolicyTest {
    private static final OwnerName OWN = new OwnerName("harbor.test");
    private static final OwnerName NORTH = new OwnerName("northgate.test");
    private static final OwnerName SOUTH = new OwnerName("southgate.test");
    private static final X25519PublicKey MARISOL_KEY = new X25519PublicKey(octets(9));
    private static final Pin MARISOL = new Pin("marisol", key(1), Optional.of(MARISOL_KEY), NORTH);
    private static final Pin BRAM = new Pin("bram", key(2), Optional.empty(), SOUTH);
    private static final SignerPolicy POLICY = new SignerPolicy(OWN, List.of(MARISOL, BRAM), true);

    @Test
    void a_pinned_key_is_taken_from_the_own_zone_and_from_its_contacts_zone() {
        assertThat(POLICY.judge(key(1), OWN)).isEqualTo(new Verdict.Pinned(List.of(MARISOL)));
        assertThat(POLICY.judge(key(1), NORTH)).isEqualTo(new Verdict.Pinned(List.of(MARISOL)));
    }

    @Test
    void the_zone_of_one_contact_cannot_replay_the_mail_of_another() {
        assertThat(POLICY.judge(key(1), SOUTH)).isEqualTo(new Verdict.Unpinned(List.of(BRAM)));
    }

    @Test
    void an_unknown_key_is_taken_only_if_a_contact_of_that_zone_has_rotated_to_it() {
        assertThat(POLICY.judge(key(3), OWN)).isEqualTo(new Verdict.Unpinned(List.of(MARISOL, BRAM)));
        assertThat(POLICY.judge(key(3), NORTH)).isEqualTo(new Verdict.Unpinned(List.of(MARISOL)));
        assertThat(POLICY.judge(key(3), new OwnerName("elsewhere.test"))).isEqualTo(new Verdict.Refused());
    }

    @Test
    void first_contact_counts_only_while_nothing_is_pinned() {
        assertThat(new SignerPolicy(OWN, List.of(), true).judge(key(3), OWN)).isEqualTo(new Verdict.FirstContact());
        assertThat(new SignerPolicy(OWN, List.of(), false).judge(key(3), OWN)).isEqualTo(new Verdict.Refused());
    }

    @Test
    void the_sender_of_a_header_is_known_where_the_contacts_key_is() {
        assertThat(POLICY.knownSenders(key(1))).containsExactly(UserId.of(MARISOL_KEY));
        assertThat(POLICY.knownSenders(key(2))).isEmpty();
        assertThat(POLICY.knownSenders(key(3))).isEmpty();
    }

    private static Ed25519PublicKey key(int fill) {
        return new Ed25519PublicKey(octets(fill));
    }

    private static Octets octets(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Octets.of(bytes);
    }
}
