package dev.dnsmesh.application.client.identity;

import static dev.dnsmesh.application.client.fakes.ClientWorld.PASSPHRASE;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.settings.ClientSettings.IdentityKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityUnlockingTest {
    private static void passphraseFile(ClientWorld world, String path) {
        world.home.with(ClientWorld.alice().withIdentity(new IdentityKeys(ClientWorld.SALT, "", Optional.of(path))));
    }

    @Test
    void the_first_derivation_notes_the_key() {
        var world = ClientWorld.ofAlice();

        UnlockedIdentity identity = done(world.unlocking().unlock(world.settings()));

        assertThat(identity).extracting(UnlockedIdentity::signingKey).isEqualTo(world.identity(PASSPHRASE).signingKey());
        assertThat(world.settings().identity().verifyPubkey()).isEqualTo(identity.signingKey().hex());
    }

    @Test
    void a_config_that_cannot_be_written_gives_a_warning_only() {
        var world = ClientWorld.ofAlice();
        world.home.readOnly();

        assertThat(done(world.unlocking().unlock(world.settings()))).isNotNull();
        assertThat(world.warnings).singleElement().asString().contains("read-only file system");
    }

    @Test
    void a_mistyped_passphrase_ends_with_both_keys_shown() {
        var world = ClientWorld.ofAlice();
        done(world.unlocking().unlock(world.settings()));
        world.variable("DMP_PASSPHRASE", "correct horse batery staple");

        var failure = failure(world.unlocking().unlock(world.settings()));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.PASSPHRASE_MISMATCH);
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains(world.identity(PASSPHRASE).signingKey().hex())
                .contains(world.identity("correct horse batery staple").signingKey().hex());
    }

    @Test
    void what_needs_no_key_asks_for_no_passphrase_but_refuses_a_mistyped_one() {
        var world = ClientWorld.ofAlice();
        done(world.unlocking().checked(world.settings()));
        assertThat(world.settings().identity().verifyPubkey()).as("nothing is noted").isEmpty();
        done(world.unlocking().unlock(world.settings()));
        done(world.unlocking().checked(world.settings()));
        int asked = world.home.questions().size();
        world.variable("DMP_PASSPHRASE", "");
        done(world.unlocking().checked(world.settings()));
        assertThat(world.home.questions()).hasSize(asked);
        world.variable("DMP_PASSPHRASE", "correct horse batery staple");
        assertThat(failure(world.unlocking().checked(world.settings())).code()).isEqualTo(ClientErrorCode.PASSPHRASE_MISMATCH);
    }

    @Test
    void the_override_is_a_warning_and_changes_nothing_on_disk() {
        var world = ClientWorld.ofAlice();
        done(world.unlocking().unlock(world.settings()));
        var before = world.settings();
        world.variable("DMP_PASSPHRASE", "another").variable("DMP_PASSPHRASE_OVERRIDE_VERIFY", "1");

        UnlockedIdentity identity = done(world.unlocking().unlock(world.settings()));

        assertThat(identity.signingKey()).isEqualTo(world.identity("another").signingKey());
        assertThat(world.warnings).hasSize(1);
        assertThat(world.settings()).isEqualTo(before);
    }

    @Test
    void only_the_digit_1_overrides() {
        var world = ClientWorld.ofAlice();
        done(world.unlocking().unlock(world.settings()));
        world.variable("DMP_PASSPHRASE", "another").variable("DMP_PASSPHRASE_OVERRIDE_VERIFY", "true");

        assertThat(failure(world.unlocking().unlock(world.settings())).code()).isEqualTo(ClientErrorCode.PASSPHRASE_MISMATCH);
    }

    @Test
    void the_environment_comes_before_the_file_and_the_file_before_the_terminal() {
        var world = ClientWorld.ofAlice();
        passphraseFile(world, "~/pass");
        world.home.withFile("~/pass", "from the file").typing("typed");

        assertThat(done(world.unlocking().unlock(world.settings())).signingKey())
                .isEqualTo(world.identity(PASSPHRASE).signingKey());
        assertThat(world.home.questions()).isEmpty();
        passphraseFile(world, "~/pass");
        world.variable("DMP_PASSPHRASE", "");
        assertThat(done(world.unlocking().unlock(world.settings())).signingKey())
                .isEqualTo(world.identity("from the file").signingKey());
    }

    @Test
    void an_absent_passphrase_file_is_skipped_in_silence() {
        var world = ClientWorld.ofAlice().variable("DMP_PASSPHRASE", "");
        passphraseFile(world, "/gone");
        world.home.typing("typed");

        assertThat(done(world.unlocking().unlock(world.settings())).signingKey())
                .isEqualTo(world.identity("typed").signingKey());
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void without_any_source_the_words_say_what_to_set() {
        var world = ClientWorld.ofAlice().variable("DMP_PASSPHRASE", "");

        assertThat(failure(world.unlocking().unlock(world.settings())).message()).contains("DMP_PASSPHRASE");
    }

    @Test
    void a_salt_that_is_too_short_is_told_before_anything_is_derived() {
        var world = ClientWorld.ofAlice();
        world.home.with(ClientWorld.alice().withIdentity(new IdentityKeys("0001", "", Optional.empty())));

        assertThat(failure(world.unlocking().unlock(world.settings())).code()).isEqualTo(ClientErrorCode.BAD_CONFIG);
    }
}
