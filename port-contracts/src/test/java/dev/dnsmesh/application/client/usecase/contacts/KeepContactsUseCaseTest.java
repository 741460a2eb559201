package dev.dnsmesh.application.client.usecase.contacts;

import static dev.dnsmesh.application.client.fakes.ClientWorld.NOON;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.identity.PublishedPrekeys;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.KeepContacts.Listed;
import dev.dnsmesh.application.client.settings.ClientSettings;
import dev.dnsmesh.application.client.settings.ClientSettings.Receiving;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.PrekeyId;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.prekey.Prekey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepContactsUseCaseTest {
    private final ClientWorld world = ClientWorld.ofAlice();
    private final UnlockedIdentity bob = world.identity("bob's");

    private KeepContactsUseCase contacts() {
        return new KeepContactsUseCase(world.configuration(), new PublishedPrekeys(world.dns, world.crypto, world), world);
    }

    private String prekey(long id, long secondsToLive) {
        return new Prekey(new PrekeyId(id), bob.encryptionKey(), UnixTime.of(NOON.plusSeconds(secondsToLive))).sign(bob.signer())
                .signed().orElseThrow();
    }

    @Test
    void a_contact_with_both_keys_is_pinned_and_sendable_without_a_zone() {
        done(contacts().add("bob", bob.encryptionKey(), Optional.of(bob.signingKey())));

        Listed listed = done(contacts().list()).getFirst();
        assertThat(listed.pinned()).isTrue();
        assertThat(listed.sendable()).isTrue();
        assertThat(listed.fingerprint()).contains(bob.fingerprint());
        assertThat(world.settings().contacts().get("bob").domain()).isEmpty();
        assertThat(world.warnings).isEmpty();
    }

    /** Defect 18 of client.md 18. */
    @Test
    void without_a_signing_key_the_warning_says_what_will_happen() {
        done(contacts().add("bob", bob.encryptionKey(), Optional.empty()));

        assertThat(world.warnings).singleElement().asString().contains("not accepted").contains("without forward secrecy");
        assertThat(done(contacts().list()).getFirst().pinned()).isFalse();
    }

    /** Defect 18 of client.md 18. */
    @Test
    void with_trust_on_first_use_and_no_pin_the_warning_says_that() {
        ClientSettings alice = ClientWorld.alice();
        world.home.with(new ClientSettings(alice.username(), alice.home(), alice.identity(), alice.readers(), alice.cluster(),
                alice.providers(), alice.tsig(), new Receiving(true, 30, 600, false), alice.ours(), alice.contacts(), alice.unknown()));

        done(contacts().add("bob", bob.encryptionKey(), Optional.empty()));

        assertThat(world.warnings).singleElement().asString().contains("from anybody");
    }

    @Test
    void contacts_are_sorted_by_label() {
        done(contacts().add("zoe", bob.encryptionKey(), Optional.of(bob.signingKey())));
        done(contacts().add("bob", bob.encryptionKey(), Optional.of(bob.signingKey())));

        assertThat(done(contacts().list())).extracting(Listed::label).containsExactly("bob", "zoe");
    }

    @Test
    void an_entry_with_bad_hex_counts_for_nothing_but_is_listed() {
        world.home.with(world.settings().withContact(new Contact("bob", Optional.of(bob.encryptionKey()), Optional.empty(), "", "",
                new Contact.Unreadable("", "not hex"))));

        assertThat(done(contacts().list()).getFirst()).satisfies(listed -> {
            assertThat(listed.pinned()).isFalse();
            assertThat(listed.sendable()).isFalse();
        });
        assertThat(world.settings().usableContacts()).isEmpty();
    }

    @Test
    void removing_takes_the_pin_away_and_unknown_labels_are_told() {
        done(contacts().add("bob", bob.encryptionKey(), Optional.of(bob.signingKey())));

        done(contacts().remove("bob"));

        assertThat(world.settings().contacts()).isEmpty();
        var failure = failure(contacts().remove("bob"));
        assertThat(failure.code()).isEqualTo(ClientErrorCode.UNKNOWN_CONTACT);
        assertThat(failure.exit()).isEqualTo(1);
    }

    /** Defect 1 of client.md 18. */
    @Test
    void the_prekeys_of_a_contact_by_address_are_found_under_its_user_name() {
        world.home.with(world.settings().withContact(new Contact("bob@b.example", Optional.of(bob.encryptionKey()),
                Optional.of(bob.signingKey()), "b.example", "")));
        OwnerName name = RelativeName.prekeysOf("bob").under(new OwnerName("b.example")).orElseThrow();
        world.dns.with(name, prekey(1, 3600)).with(name, prekey(2, -1)).with(name, prekey(3, 31 * 86_400));

        assertThat(done(contacts().show("bob@b.example")).prekeysLive()).contains(1);
    }

    @Test
    void prekeys_that_cannot_be_looked_up_are_not_none() {
        world.home.with(world.settings().withContact(new Contact("bob@b.example", Optional.of(bob.encryptionKey()),
                Optional.of(bob.signingKey()), "b.example", "")));
        world.dns.unreachable(RelativeName.prekeysOf("bob").under(new OwnerName("b.example")).orElseThrow());

        assertThat(done(contacts().show("bob@b.example")).prekeysLive()).isEmpty();
    }
}
