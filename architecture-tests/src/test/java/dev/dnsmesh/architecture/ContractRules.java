package dev.dnsmesh.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Every outbound port says in tests what it promises, for those who implement it. */
final class ContractRules {
    private ContractRules() {
    }

    static List<HouseRule> all() {
        return List.of(
                new HouseRule("every outbound port has a contract",
                        root -> contracts(root + ".application.port.out", root + ".contracts"), "portwithoutcontract"),
                new HouseRule("every outbound port of the client has a contract",
                        root -> contracts(root + ".application.client.port.out", root + ".contracts.client"), "clientportwithoutcontract"));
    }

    private static ArchRule contracts(String ports, String contracts) {
        return classes().that().resideInAPackage(ports).and().areInterfaces().and().areTopLevelClasses()
                .and().doNotHaveSimpleName("package-info").should(new ArchCondition<>("have a contract in port-contracts") {
                    @Override
                    public void check(JavaClass port, ConditionEvents events) {
                        String contract = contracts + "." + port.getSimpleName() + "Contract";
                        events.add(new SimpleConditionEvent(port, exists(contract), port.getName() + " has no " + contract));
                    }
                });
    }

    private static boolean exists(String name) {
        try {
            return Class.forName(name, false, ContractRules.class.getClassLoader()).isInterface();
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
