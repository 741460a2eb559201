package dev.dnsmesh.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** What must not happen by the way: reading a clock, drawing a random number, writing to the terminal, starting threads of the wrong kind. */
final class PurityRules {
    private static final Set<String> CLOCKS = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime",
            "java.time.Instant.now", "java.time.LocalDate.now", "java.time.LocalDateTime.now", "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now", "java.time.Clock.systemUTC", "java.time.Clock.systemDefaultZone");
    private static final Set<String> DICE = Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.security.SecureRandom.<init>",
            "java.security.SecureRandom.getInstanceStrong", "java.util.Random.<init>", "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.Collections.shuffle");
    private static final Set<String> VIRTUAL = Set.of("java.lang.Thread.startVirtualThread", "java.lang.Thread.ofVirtual",
            "java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor");
    private static final Set<String> TERMINAL = Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.Throwable.printStackTrace");

    private PurityRules() {
    }

    static List<HouseRule> all() {
        return List.of(
                new HouseRule("the core reads no clock", root -> core(root, CLOCKS, "read a clock"), "corereadsclock"),
                new HouseRule("the core draws no random numbers", root -> core(root, DICE, "draw a random number"), "coredrawsrandom"),
                new HouseRule("only launchers and commands write to the terminal", PurityRules::terminal, "adapterprints"),
                new HouseRule("no part of the client starts virtual threads", PurityRules::client, "clientstartsvirtualthread"));
    }

    private static ArchRule core(String root, Set<String> members, String what) {
        return noClasses().that().resideInAnyPackage(root + ".domain..", root + ".application..")
                .should().accessTargetWhere(anyOf(members, what));
    }

    private static ArchRule terminal(String root) {
        DescribedPredicate<JavaClass> launchers = JavaClass.Predicates.resideInAnyPackage(root + ".bootstrap.launch..", root + ".adapters.cli..");
        return noClasses().that().resideInAPackage(root + "..").and(DescribedPredicate.not(launchers))
                .should().accessTargetWhere(anyOf(TERMINAL, "write to the terminal"));
    }

    private static ArchRule client(String root) {
        return noClasses().that().resideInAnyPackage(root + ".application.client..", root + ".adapters.dns.client..", root + ".adapters.http.client..")
                .should().accessTargetWhere(anyOf(VIRTUAL, "start a virtual thread"))
                .because("the poller of their sockets holds up the end of the program by 300 ms");
    }

    private static DescribedPredicate<JavaAccess<?>> anyOf(Set<String> members, String what) {
        return describe(what, access -> members.contains(access.getTargetOwner().getName() + "." + access.getTarget().getName()));
    }
}
