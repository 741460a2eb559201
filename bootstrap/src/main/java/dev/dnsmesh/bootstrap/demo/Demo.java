package dev.dnsmesh.bootstrap.demo;

import dev.dnsmesh.bootstrap.demo.Person.Outcome;
import dev.dnsmesh.bootstrap.lifecycle.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IVersionProvider;

/** Alice and bob exchange messages; carol, whom bob does not know, reaches him. */
final class Demo {
    private static final String ZONE = "mesh.local";
    private static final String TO_BOB = "Hello Bob, this went through the DNS.";
    private static final String TO_ALICE = "Hello Alice, and nobody on the way could read it.";
    private static final String FROM_CAROL = "You do not know me yet. I am Carol.";
    private static final String TO_CAROL = "Now I do. Welcome!";
    private static final Pattern INTRO = Pattern.compile("#(\\d+)");

    private final Path directory;
    private final IVersionProvider version;
    private final Consumer<String> transcript;
    private int delivered;

    Demo(Path directory, IVersionProvider version, Consumer<String> transcript) {
        this.directory = directory;
        this.version = version;
        this.transcript = transcript;
    }

    /** Where it went wrong; empty when every plaintext arrived. */
    Optional<String> run() {
        try (DemoNode node = DemoNode.start(Files.createDirectory(directory.resolve("node")), ZONE)) {
            say("A node serves the zone " + ZONE + " on this machine: DNS on 127.0.0.1:" + node.dnsPort() + ", HTTP on 127.0.0.1:"
                    + node.httpPort() + ".");
            say("Everybody has a config directory (DMP_CONFIG_HOME) and a passphrase (DMP_PASSPHRASE) of their own. All of it"
                    + " stays on this machine: nobody tells claim providers elsewhere (--no-providers).");
            play(node);
            return Optional.empty();
        } catch (StartRefused refused) {
            return Optional.of("the node cannot start: " + refused.getMessage());
        } catch (IOException failed) {
            return Optional.of("no room for the demo: " + failed.getMessage());
        } catch (Spoilt spoilt) {
            return Optional.of(spoilt.getMessage());
        }
    }

    /** Messages that arrived so far. */
    int delivered() {
        return delivered;
    }

    private void play(DemoNode node) throws IOException {
        Person alice = person("alice");
        Person bob = person("bob");
        Person carol = person("carol");

        say("Alice and Bob make an identity each, get a key to write with, and publish who they are.");
        settle(alice, "alice", node);
        settle(bob, "bob", node);

        say("They look each other up and keep the keys. (In earnest: compare fingerprints on another way.)");
        done(alice.types("identity", "fetch", "bob@" + ZONE, "--add"));
        done(bob.types("identity", "fetch", "alice@" + ZONE, "--add"));

        say("Alice writes, Bob reads and answers, Alice reads.");
        done(alice.types("send", "bob@" + ZONE, TO_BOB));
        arrived(bob.types("recv"), TO_BOB);
        done(bob.types("send", "alice@" + ZONE, TO_ALICE));
        arrived(alice.types("recv"), TO_ALICE);

        say("Carol is a stranger to Bob. Her message waits until he decides what to do with it.");
        settle(carol, "carol", node);
        done(carol.types("identity", "fetch", "bob@" + ZONE, "--add"));
        done(carol.types("send", "bob@" + ZONE, FROM_CAROL));
        done(bob.types("recv"));
        Outcome intros = bob.types("intro", "list");
        arrived(intros, FROM_CAROL);

        say("Bob trusts her, looks up where to write to her, and answers.");
        Matcher id = INTRO.matcher(intros.out());
        if (!id.find()) {
            throw new Spoilt("the intro queue shows no number");
        }
        done(bob.types("intro", "trust", id.group(1), "--username", "carol", "--fetch"));
        done(bob.types("send", "carol", TO_CAROL));
        arrived(carol.types("recv"), TO_CAROL);
    }

    private void settle(Person person, String name, DemoNode node) {
        done(person.types("init", name, "--domain", ZONE, "--endpoint", "http://127.0.0.1:" + node.httpPort(),
                "--dns-resolvers", "127.0.0.1:" + node.dnsPort(), "--no-probe-local-dns", "--no-providers"));
        done(person.types("tsig", "register", "--node", "127.0.0.1:" + node.httpPort(), "--scheme", "http",
                "--dns-server", "127.0.0.1", "--dns-port", String.valueOf(node.dnsPort())));
        done(person.types("identity", "publish"));
        done(person.types("identity", "refresh-prekeys", "--count", "5"));
    }

    private Person person(String name) throws IOException {
        return new Person(name, Files.createDirectory(directory.resolve(name)), version, transcript);
    }

    private void say(String words) {
        transcript.accept("");
        transcript.accept("# " + words);
    }

    private static void done(Outcome outcome) {
        if (outcome.exit() != 0) {
            throw new Spoilt("the last command ended with exit status " + outcome.exit());
        }
    }

    private void arrived(Outcome outcome, String plaintext) {
        done(outcome);
        if (!outcome.out().contains(plaintext)) {
            throw new Spoilt("\"" + plaintext + "\" did not arrive");
        }
        delivered++;
    }

    /** The play stops here. */
    private static final class Spoilt extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spoilt(String why) {
            super(why);
        }
    }
}
