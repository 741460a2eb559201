package dev.dnsmesh.application.client.usecase.identity;

import static dev.dnsmesh.application.client.fakes.ClientWorld.NOON;
import static dev.dnsmesh.application.client.fakes.ClientWorld.done;
import static dev.dnsmesh.application.client.fakes.ClientWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.fakes.ClientWorld;
import dev.dnsmesh.application.client.identity.UnlockedIdentity;
import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Order;
import dev.dnsmesh.application.client.port.in.FetchIdentity.Pinned.How;
import dev.dnsmesh.application.client.settings.Contact;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.record.UnixTime;
import dev.dnsmesh.domain.record.identity.Identity;
import dev.dnsmesh.domain.record.identity.MessageVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchIdentityUseCaseTest {
    private static final OwnerName ZONE = new OwnerName("b.example");

    private final ClientWorld world = ClientWorld.ofAlice();
    private final UnlockedIdentity bob = world.identity("bob's");
    private final List<String> questions = new ArrayList<>();
    private boolean agreeing;

    private FetchIdentityUseCase fetch() {
        return new FetchIdentityUseCase(world.configuration(), world.directory(), new Pinning(world.configuration(), question -> {
            questions.add(question);
            return agreeing;
        }));
    }

    private void published(UnlockedIdentity keys, String username) {
        world.dns.with(RelativeName.identityOf("bob").under(ZONE).orElseThrow(),
                new Identity(username, keys.encryptionKey(), keys.signingKey(), UnixTime.of(NOON), MessageVersions.PLAIN)
                        .sign(keys.signer()).signed().orElseThrow());
    }

    private static Order order(String name, boolean add, boolean replace, Optional<String> fingerprint) {
        return new Order(name, Optional.empty(), add, replace, fingerprint);
    }

    private Contact contact(String label) {
        return world.settings().contacts().get(label);
    }

    @Test
    void without_add_nothing_is_written_and_no_passphrase_asked() {
        published(bob, "bob");

        var fetched = done(fetch().fetch(order("bob@b.example", false, false, Optional.empty())));

        assertThat(fetched.address()).isEqualTo("bob@b.example");
        assertThat(fetched.publishedAt()).isEqualTo(NOON.getEpochSecond());
        assertThat(world.home.saves()).isZero();
    }

    /** Defect 1 of client.md 18. */
    @Test
    void a_contact_added_by_address_is_looked_up_under_its_user_name() {
        published(bob, "bob");

        var fetched = done(fetch().fetch(order("bob@b.example", true, false, Optional.empty())));

        assertThat(fetched.pinned().orElseThrow().how()).isEqualTo(How.ADDED);
        assertThat(contact("bob@b.example").domain()).isEqualTo("b.example");
        assertThat(contact("bob@b.example").protocolUsername()).isEqualTo("bob");
    }

    @Test
    void a_bare_name_is_pinned_with_the_domain_it_was_looked_for_in() {
        published(bob, "bob");

        done(fetch().fetch(new Order("bob", Optional.of("b.example"), true, false, Optional.empty())));

        assertThat(contact("bob").domain()).isEqualTo("b.example");
    }

    @Test
    void the_placeholder_of_a_trusted_intro_is_completed_in_place() {
        published(bob, "bob");
        world.home.with(world.settings().withContact(new Contact("intro-1", Optional.empty(), Optional.of(bob.signingKey()), "old.example", "")));

        var fetched = done(fetch().fetch(order("bob@b.example", true, false, Optional.empty())));

        assertThat(fetched.pinned().orElseThrow().how()).isEqualTo(How.COMPLETED);
        assertThat(contact("intro-1").encryptionKey()).contains(bob.encryptionKey());
        assertThat(contact("intro-1").domain()).isEqualTo("b.example");
        assertThat(contact("intro-1").remoteUsername()).isEqualTo("bob");
        assertThat(world.settings().contacts()).hasSize(1);
    }

    @Test
    void a_contact_that_is_there_is_not_changed() {
        published(bob, "bob");
        var held = new Contact("bob@b.example", Optional.of(world.identity("old").encryptionKey()), Optional.empty(), "", "");
        world.home.with(world.settings().withContact(held));

        var fetched = done(fetch().fetch(order("bob@b.example", true, false, Optional.empty())));

        assertThat(fetched.pinned().orElseThrow().how()).isEqualTo(How.ALREADY_THERE);
        assertThat(contact("bob@b.example")).isEqualTo(held);
    }

    @Test
    void replacing_shows_both_fingerprints_and_asks() {
        published(bob, "bob");
        var old = world.identity("old");
        world.home.with(world.settings().withContact(new Contact("bob@b.example", Optional.of(old.encryptionKey()),
                Optional.of(old.signingKey()), "b.example", "")));

        var declined = failure(fetch().fetch(order("bob@b.example", true, true, Optional.empty())));
        assertThat(declined.code()).isEqualTo(ClientErrorCode.DECLINED);
        assertThat(questions).singleElement().asString().contains(old.fingerprint()).contains(bob.fingerprint());
        assertThat(contact("bob@b.example").signingKey()).contains(old.signingKey());

        agreeing = true;
        done(fetch().fetch(order("bob@b.example", true, true, Optional.empty())));
        assertThat(contact("bob@b.example").signingKey()).contains(bob.signingKey());
    }

    @Test
    void a_named_fingerprint_replaces_without_asking() {
        published(bob, "bob");
        world.home.with(world.settings().withContact(new Contact("bob@b.example", Optional.of(world.identity("old").encryptionKey()),
                Optional.empty(), "b.example", "")));

        var fetched = done(fetch().fetch(order("bob@b.example", true, true, Optional.of(bob.fingerprint()))));

        assertThat(fetched.pinned().orElseThrow().how()).isEqualTo(How.REPLACED);
        assertThat(questions).isEmpty();
    }

    @Test
    void an_identity_of_another_user_name_is_never_pinned_under_the_address() {
        published(bob, "Bob");

        var failure = failure(fetch().fetch(order("bob@b.example", true, false, Optional.empty())));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.NOT_VERIFIED);
        assertThat(failure.exit()).isEqualTo(2);
        assertThat(world.settings().contacts()).isEmpty();
    }

    /** Defect 13 of client.md 18. */
    @Test
    void without_a_configuration_the_words_say_how_to_make_one() {
        var bare = new ClientWorld();
        var failure = failure(new FetchIdentityUseCase(bare.configuration(), bare.directory(), new Pinning(bare.configuration(), _ -> true))
                .fetch(order("bob@b.example", false, false, Optional.empty())));

        assertThat(failure.code()).isEqualTo(ClientErrorCode.NO_CONFIG);
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.message()).contains("dnsmesh init");
    }
}
