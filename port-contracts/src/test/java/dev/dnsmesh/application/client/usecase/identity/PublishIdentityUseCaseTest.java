package dev.dnsmesh.application.client.usecase.identity;

import static dev.dnsmesh.application.client.fakes.ClientWorld.NOON;
import static dev.dnsmesh.application.client.fakes.ClientWorld.PASSPHRASE;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.out.UpdateSender.Sent;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Home;
import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.identity.ParsedIdentity;
import dev.dnsmesh.domain.update.Change;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishIdentityUseCaseTest {
    private static final OwnerName NAME = RelativeName.identityOf("alice").under(new OwnerName("mesh.local")).orElseThrow();

    private final ClientWorld world = ClientWorld.ofAliceWithKey();

    private PublishIdentityUseCase publish() {
        return new PublishIdentityUseCase(world.configuration(), world.unlocking(),
                new IdentityPublishing(world.dns, world.writer(), world), world);
    }

    @Test
    void the_identity_is_found_by_others() {
        var published = done(publish().publish(86_400, true));

        assertThat(published.name()).isEqualTo(NAME.text());
        assertThat(published.versions()).containsExactly(1, 2);
        var found = done(world.directory().fetch("alice@mesh.local", "", Optional.empty()));
        assertThat(found.identity().fingerprint()).isEqualTo(published.fingerprint()).isEqualTo(world.identity(PASSPHRASE).fingerprint());
    }

    @Test
    void the_lifetime_is_noted_for_housekeeping() {
        done(publish().publish(3600, false));
        assertThat(world.settings().ours().identityTtl()).isEqualTo(3600);
    }

    /** Defect 2 of client.md 18. */
    @Test
    void publishing_again_adds_first_and_deletes_the_earlier_record_in_the_same_update() {
        done(publish().publish(86_400, false));
        world.at(NOON.plusSeconds(60));

        var published = done(publish().publish(86_400, false));

        assertThat(published.replaced()).isEqualTo(1);
        assertThat(world.dns.at(NAME)).hasSize(1);
        assertThat(world.dns.updates()).hasSize(2);
        assertThat(world.dns.updates().getLast().changes()).satisfiesExactly(
                first -> assertThat(first).isInstanceOf(Change.Add.class),
                second -> assertThat(second).isInstanceOf(Change.DeleteValue.class));
    }

    @Test
    void publishing_twice_in_one_second_deletes_nothing() {
        done(publish().publish(86_400, false));
        done(publish().publish(86_400, false));

        assertThat(world.dns.at(NAME)).hasSize(1);
    }

    /** Defect 2 of client.md 18. */
    @Test
    void where_deletes_are_refused_the_addition_goes_alone() {
        done(publish().publish(86_400, false));
        world.at(NOON.plusSeconds(60));
        world.dns.answering(new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 0));

        assertThat(done(publish().publish(86_400, false)).replaced()).isZero();
        assertThat(world.dns.at(NAME)).hasSize(2);
    }

    @Test
    void records_of_other_keys_are_left_alone() {
        done(publish().publish(86_400, false));
        world.variable("DMP_PASSPHRASE", "another").variable("DMP_PASSPHRASE_OVERRIDE_VERIFY", "1");

        done(publish().publish(86_400, false));

        assertThat(world.dns.at(NAME)).hasSize(2);
    }

    @Test
    void an_identity_domain_carries_the_record_at_its_anchor_and_is_warned_about() {
        var settings = world.settings();
        world.home.with(settings.withHome(new Home("mesh.local", "", Optional.empty(), "alice.mesh.local", "", 0)));

        assertThat(done(publish().publish(86_400, false)).name()).isEqualTo("dmp.alice.mesh.local");
        assertThat(world.warnings).singleElement().asString().contains("prekeys and mail");
    }

    @Test
    void a_refusal_ends_with_2() {
        world.dns.answering(new Sent.Refused(Rcode.REFUSED, Optional.empty(), true, Optional.empty(), 0));

        assertThat(failure(publish().publish(86_400, false)).exit()).isEqualTo(2);
    }

    @Test
    void a_user_name_beyond_64_octets_is_told_before_the_passphrase_is_asked() {
        var alice = ClientWorld.alice();
        world.home.with(new ClientSettings("a".repeat(65), alice.home(), alice.identity(), alice.readers(),
                alice.cluster(), alice.providers(), alice.tsig(), alice.receiving(), alice.ours(), alice.contacts(), alice.unknown()));

        assertThat(failure(publish().publish(86_400, false)).code()).isEqualTo(ClientErrorCode.BAD_CONFIG);
    }

    @Test
    void the_published_text_is_one_that_anybody_reads() {
        done(publish().publish(86_400, false));

        assertThat(world.dns.at(NAME).getFirst().text().flatMap(ParsedIdentity::parse)).isPresent();
    }
}
