package dev.dnsmesh.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** Who may know whom. Every rule lists what is allowed: a rule that denied a misspelt package would be silent. */
final class LayerRules {
    private static final String SLF4J = "org.slf4j..";
    /** Of {@code java.base}: values, collections, text, digests, buffers. No files, sockets, threads. */
    private static final String[] PURE_JAVA = {"java.lang", "java.lang.invoke", "java.lang.runtime", "java.lang.annotation", "java.math",
        "java.nio", "java.nio.charset", "java.security", "java.text", "java.time..", "java.util", "java.util.function",
        "java.util.regex", "java.util.stream"};
    /** Values that stand in packages of another kind. */
    private static final List<String> PURE_VALUES = List.of("java.io.ByteArrayOutputStream", "java.io.Serializable", "java.net.InetAddress",
            "java.net.Inet4Address", "java.net.Inet6Address");
    private static final List<String> PEER_AND_IDENTITY = List.of("io.vertx.core.net.SocketAddress", "io.vertx.core.net.KeyCertOptions",
            "io.vertx.core.net.TrustOptions");
    /** What an adapter sees of the inside. */
    private static final String[] PORTS = {"domain..", "application.port..", "application.spi..", "application.client.port..",
        "application.client.settings.."};

    private LayerRules() {
    }

    static List<HouseRule> all() {
        return List.of(
                new HouseRule("the domain knows pure Java only", LayerRules::domain, "domainknowsalibrary"),
                new HouseRule("the domain does no input or output", LayerRules::domain, "domainreadsafile"),
                new HouseRule("the application knows the domain, Java and slf4j", LayerRules::application, "applicationknowsanadapter"),
                new HouseRule("Guice stays out of the application", LayerRules::application, "guiceinapplication"),
                new HouseRule("a port is not a use case", LayerRules::ports, "portknowsusecase"),
                new HouseRule("a client's port is not a use case", LayerRules::clientPorts, "clientportknowsusecase"),
                new HouseRule("a contract knows what an integrator knows", LayerRules::contracts, "contractknowsusecase"),
                adapter("adapters.dns", "adapterknowsusecase", "io.vertx..", "io.netty..", "org.xbill..", "javax.crypto..",
                        "javax.net.ssl..", "jdk.net"),
                adapter("adapters.http", "httpknowsdatagrams", "io.vertx.core", "io.vertx.core.http..", "io.vertx.core.buffer..",
                        "io.vertx.core.json..", "io.vertx.ext.web..", "io.github.bucket4j..", "com.fasterxml.jackson.core..",
                        "javax.net.ssl.."),
                adapter("adapters.storage.lmdb", "lmdbknowsanotheradapter", "org.lmdbjava.."),
                adapter("adapters.storage.pg", "pgknowslmdb", "org.jdbi..", "com.zaxxer.hikari..", "org.flywaydb..", "org.postgresql..",
                        "com.github.benmanes.caffeine..", "javax.sql.."),
                adapter("adapters.storage.home", "homeknowsjdbi", "org.snakeyaml.engine..", "com.fasterxml.jackson..", "org.sqlite.."),
                adapter("adapters.crypto", "cryptoknowsnetty", "org.bouncycastle..", "com.google.zxing..", "javax.crypto.."),
                adapter("adapters.cli", "cliknowsdnsjava", "picocli..", "com.google.zxing..", "com.fasterxml.jackson..", "org.jspecify.."),
                new HouseRule("settings, lifecycle and plug-ins know no framework", LayerRules::plainBootstrap, "settingsknowguice"),
                new HouseRule("the client is put together without the node's servers", LayerRules::clientParts, "clientknowsserver"),
                new HouseRule("Guice is in the wiring alone", LayerRules::guice, "guiceinlauncher"),
                new HouseRule("bootstrap names no storage adapter", LayerRules::storageByName, "bootstrapnameslmdb"),
                new HouseRule("no cycles between packages", LayerRules::noCycles, "packagecycle"));
    }

    private static HouseRule adapter(String name, String breach, String... libraries) {
        return new HouseRule(name + " knows the ports and its own library", root -> adapterRule(root, name, libraries), breach);
    }

    private static ArchRule domain(String root) {
        return classes().that().resideInAPackage(root + ".domain..")
                .should().onlyDependOnClassesThat(in(root, "domain..").or(resideInAnyPackage(PURE_JAVA)).or(named(PURE_VALUES)).or(arrays()))
                .because("time, randomness, files and libraries come from outside");
    }

    private static ArchRule application(String root) {
        return classes().that().resideInAPackage(root + ".application..")
                .should().onlyDependOnClassesThat(in(root, "domain..", "application..").or(resideInAnyPackage("java..", SLF4J)).or(arrays()));
    }

    private static ArchRule ports(String root) {
        return classes().that().resideInAnyPackage(root + ".application.port..", root + ".application.spi..")
                .should().onlyDependOnClassesThat(in(root, "domain..", "application.port..", "application.spi..").or(resideInAnyPackage("java..")).or(arrays()));
    }

    private static ArchRule clientPorts(String root) {
        return classes().that().resideInAPackage(root + ".application.client.port..")
                .should().onlyDependOnClassesThat(in(root, "domain..", "application.port..", "application.client.port..", "application.client.settings..")
                        .or(resideInAnyPackage("java..")).or(arrays()));
    }

    private static ArchRule contracts(String root) {
        return classes().that().resideInAPackage(root + ".contracts..")
                .should().onlyDependOnClassesThat(in(root, PORTS).or(in(root, "contracts.."))
                        .or(resideInAnyPackage("java..", "org.junit.jupiter..", "org.assertj.core..")).or(arrays()));
    }

    private static ArchRule adapterRule(String root, String adapter, String... libraries) {
        String[] own = {adapter + ".."};
        DescribedPredicate<JavaClass> values = adapter.equals("adapters.http") ? named(PEER_AND_IDENTITY) : arrays();
        return classes().that().resideInAPackage(root + "." + adapter + "..")
                .should().onlyDependOnClassesThat(in(root, PORTS).or(in(root, own)).or(resideInAnyPackage("java..", SLF4J))
                        .or(resideInAnyPackage(libraries)).or(values).or(arrays()))
                .allowEmptyShould(true);
    }

    private static ArchRule plainBootstrap(String root) {
        return classes().that().resideInAnyPackage(root + ".bootstrap.settings..", root + ".bootstrap.lifecycle..", root + ".bootstrap.plugin..")
                .should().onlyDependOnClassesThat(in(root, "domain..", "application..", "bootstrap..").or(resideInAnyPackage("java..", SLF4J)).or(arrays()));
    }

    private static ArchRule clientParts(String root) {
        return classes().that().resideInAPackage(root + ".bootstrap.client..")
                .should().onlyDependOnClassesThat(in(root, "domain..", "application..", "bootstrap..", "adapters.cli..", "adapters.crypto..",
                        "adapters.dns.client..", "adapters.http.client..", "adapters.storage.home..")
                        .or(resideInAnyPackage("java..", "javax.net.ssl..", "picocli..", "io.vertx.core..", SLF4J)).or(arrays()));
    }

    private static ArchRule guice(String root) {
        return classes().that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".bootstrap.wiring..")
                .should().onlyDependOnClassesThat(DescribedPredicate.not(resideInAnyPackage("com.google.inject..", "jakarta.inject..")));
    }

    private static ArchRule storageByName(String root) {
        return classes().that().resideInAPackage(root + ".bootstrap..")
                .should().onlyDependOnClassesThat(DescribedPredicate.not(in(root, "adapters.storage.lmdb..", "adapters.storage.pg..")))
                .because("a jar in plugins/ must be enough");
    }

    private static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> in(String root, String... packages) {
        return resideInAnyPackage(Arrays.stream(packages).map(p -> root + "." + p).toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> named(List<String> names) {
        return describe("one of " + names, type -> names.contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return describe("a primitive or an array of one", type -> type.getBaseComponentType().isPrimitive());
    }
}
