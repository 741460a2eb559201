package dev.dnsmesh.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;

/** How things are called. */
final class VocabularyRules {
    private static final Pattern EMPTY_SUFFIX = Pattern.compile(".*(Impl|Manager|Utils?|Dao|Helper)");
    private static final Pattern I_PREFIX = Pattern.compile("I[A-Z][a-z].*");
    private static final Pattern EMPTY_PACKAGE = Pattern.compile("(^|.*\\.)(util|utils|common|model|helper|misc)(\\..*|$)");
    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

    private VocabularyRules() {
    }

    static List<HouseRule> all() {
        return List.of(
                new HouseRule("no class is called Impl, Manager, Utils, Dao or Helper", root -> types(root, "have a name that says what it is",
                        type -> !EMPTY_SUFFIX.matcher(type.getSimpleName()).matches()), "implsuffix"),
                new HouseRule("no interface has an I in front", root -> types(root, "have no I in front",
                        type -> !type.isInterface() || !I_PREFIX.matcher(type.getSimpleName()).matches()), "iprefix"),
                new HouseRule("no package is called util, common or model", root -> types(root, "reside in a package named after an idea",
                        type -> !EMPTY_PACKAGE.matcher(type.getPackageName()).matches()), "util"),
                new HouseRule("an implementation of an inbound port is called UseCase", VocabularyRules::useCases, "usecasenamedotherwise"),
                new HouseRule("no method is called get", VocabularyRules::getters, "getter"));
    }

    private static ArchRule types(String root, String what, java.util.function.Predicate<JavaClass> holds) {
        return classes().that().resideInAPackage(root + "..").should(new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, holds.test(type), type.getFullName() + " does not " + what));
            }
        });
    }

    private static ArchRule useCases(String root) {
        DescribedPredicate<JavaClass> inboundPort = DescribedPredicate.describe("an inbound port",
                type -> type.isInterface() && type.getPackageName().startsWith(root + ".application.port.in") && type.getEnclosingClass().isEmpty());
        return classes().that().resideInAPackage(root + ".application.usecase..").and().implement(inboundPort)
                .should().haveSimpleNameEndingWith("UseCase");
    }

    /** Names that a library's interface demands are not ours to choose. */
    private static ArchRule getters(String root) {
        return methods().that().areDeclaredInClassesThat().resideInAPackage(root + "..").should(new ArchCondition<>("say what they return") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean ours = method.getOwner().getAllRawSuperclasses().stream().noneMatch(type -> declares(type, method))
                        && method.getOwner().getAllRawInterfaces().stream().noneMatch(type -> declares(type, method));
                events.add(new SimpleConditionEvent(method, !ours || !GETTER.matcher(method.getName()).matches(),
                        method.getFullName() + " is called get"));
            }
        });
    }

    private static boolean declares(JavaClass type, JavaMethod method) {
        return type.getMethods().stream().anyMatch(m -> m.getName().equals(method.getName()));
    }
}
