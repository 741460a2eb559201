package dev.dnsmesh.application.client.usecase.identity;

import static dev.dnsmesh.application.client.fakes.ClientWorld.PASSPHRASE;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.RotateIdentity.Order;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.rotation.KeyChain;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.RevocationReason;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotateIdentityUseCaseTest {
    private static final OwnerName ROTATIONS = RelativeName.rotationOf("alice").under(new OwnerName("mesh.local")).orElseThrow();
    private static final Sent REFUSED = new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 0);

    private final ClientWorld world = ClientWorld.ofAliceWithKey();
    private boolean agreeing = true;

    private RotateIdentityUseCase rotate() {
        world.home.withFile("new.txt", "the next one");
        return new RotateIdentityUseCase(world.configuration(), world.unlocking(), world.passphrases(), world.deriving(),
                new RotationPublishing(world.writer(), new IdentityPublishing(world.dns, world.writer(), world)), _ -> agreeing, world);
    }

    private static Order order(boolean yes, RevocationReason reason) {
        return new Order(Optional.of("new.txt"), reason, 86_400, 31_536_000, yes, false);
    }

    private KeyChain chain() {
        return KeyChain.of(KeySubject.of(SubjectType.USER, "alice@mesh.local").orElseThrow(),
                world.dns.at(ROTATIONS).stream().map(v -> v.text().orElseThrow()).toList(), world.crypto, world.now());
    }

    @Test
    void the_walk_from_the_old_key_ends_at_the_new_one() {
        var rotated = done(rotate().rotate(order(true, RevocationReason.ROUTINE)));

        assertThat(chain().walk(world.identity(PASSPHRASE).signingKey()))
                .isEqualTo(new KeyChain.End.Head(world.identity("the next one").signingKey()));
        assertThat(rotated.sequence()).isEqualTo(ClientWorld.NOON.toEpochMilli());
        assertThat(rotated.revoked()).isFalse();
        assertThat(done(world.directory().fetch("alice@mesh.local", "", Optional.empty())).identity().signingKey())
                .isEqualTo(world.identity("the next one").signingKey());
    }

    @Test
    void a_compromise_revokes_the_old_key() {
        assertThat(done(rotate().rotate(order(true, RevocationReason.COMPROMISE))).revoked()).isTrue();
        assertThat(chain().isRevoked(world.identity(PASSPHRASE).signingKey())).isTrue();
    }

    @Test
    void yes_with_a_file_changes_the_configuration_over_and_tells_of_a_stale_variable() {
        var rotated = done(rotate().rotate(order(true, RevocationReason.ROUTINE)));

        assertThat(rotated.swapped()).isTrue();
        assertThat(rotated.stale()).isTrue();
        assertThat(world.settings().identity().passphraseFile()).contains("new.txt");
        assertThat(world.settings().identity().verifyPubkey()).isEqualTo(world.identity("the next one").signingKey().hex());
        world.variable("DMP_PASSPHRASE", "");
        assertThat(done(world.unlocking().unlock(world.settings())).signingKey()).isEqualTo(world.identity("the next one").signingKey());
    }

    @Test
    void without_yes_the_configuration_stays() {
        var rotated = done(rotate().rotate(order(false, RevocationReason.ROUTINE)));

        assertThat(rotated.swapped()).isFalse();
        assertThat(world.settings().identity().verifyPubkey()).isEqualTo(world.identity(PASSPHRASE).signingKey().hex());
    }

    @Test
    void declining_publishes_nothing() {
        agreeing = false;

        var failure = failure(rotate().rotate(order(false, RevocationReason.ROUTINE)));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.DECLINED);
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(world.dns.updates()).isEmpty();
    }

    @Test
    void the_same_passphrase_again_is_no_rotation() {
        world.home.withFile("same.txt", PASSPHRASE);

        var failure = failure(rotate().rotate(new Order(Optional.of("same.txt"), RevocationReason.ROUTINE, 86_400, 31_536_000, true, false)));

        assertThat(failure.exit()).isEqualTo(1);
        assertThat(world.dns.updates()).isEmpty();
    }

    @Test
    void a_missing_file_and_an_empty_passphrase_end_with_1() {
        world.home.withFile("empty.txt", "");
        for (String file : new String[] {"gone.txt", "empty.txt"}) {
            var order = new Order(Optional.of(file), RevocationReason.ROUTINE, 86_400, 31_536_000, true, false);
            assertThat(failure(rotate().rotate(order)).exit()).as(file).isEqualTo(1);
        }
    }

    @Test
    void a_refused_rotation_changes_nothing() {
        done(world.unlocking().unlock(world.settings()));
        var before = world.settings();
        world.dns.answering(REFUSED);

        var failure = failure(rotate().rotate(order(true, RevocationReason.ROUTINE)));

        assertThat(failure.exit()).isEqualTo(2);
        assertThat(world.settings()).isEqualTo(before);
        assertThat(world.dns.updates()).hasSize(1);
    }

    @Test
    void what_fails_after_the_rotation_is_a_warning() {
        var accepted = new Sent.Accepted(1, 100, "udp");
        world.dns.answering(accepted).answering(REFUSED).answering(REFUSED);

        var rotated = done(rotate().rotate(order(true, RevocationReason.LOST_KEY)));

        assertThat(rotated.revoked()).isFalse();
        assertThat(rotated.warnings()).anyMatch(w -> w.contains("not revoked")).anyMatch(w -> w.contains("identity publish"));
    }

    @Test
    void the_new_passphrase_may_come_from_the_environment() {
        world.variable("DMP_NEW_PASSPHRASE", "from the variable");

        var rotated = done(rotate().rotate(new Order(Optional.empty(), RevocationReason.ROUTINE, 86_400, 31_536_000, true, false)));

        assertThat(rotated.newKey()).isEqualTo(world.identity("from the variable").signingKey());
        assertThat(rotated.swapped()).isFalse();
    }
}
