package dev.dnsmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final String ROOT = "dev.dnsmesh";
    private static final String VIOLATIONS = "dev.dnsmesh.violations";
    private static final JavaClasses PRODUCTION = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/violations/")).importPackages(ROOT);

    static Stream<HouseRule> rules() {
        return Stream.of(LayerRules.all(), PurityRules.all(), VocabularyRules.all(), ContractRules.all()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_house_keeps(HouseRule rule) {
        rule.rule().apply(ROOT).check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_planted_breach_is_caught_of(HouseRule rule) {
        String house = VIOLATIONS + "." + rule.breach();
        JavaClasses planted = new ClassFileImporter().importPackages(house);
        assertThat(planted).as("planted classes in " + house).isNotEmpty();
        EvaluationResult result = rule.rule().apply(house).evaluate(planted);
        assertThat(result.hasViolation()).as("%s lets %s pass", rule, house).isTrue();
        assertThat(result.getFailureReport().toString()).contains("Planted");
    }

    @Test
    void all_modules_are_looked_at() {
        assertThat(PRODUCTION.stream().map(type -> type.getPackageName().replaceFirst("^dev\\.dnsmesh\\.((?:adapters\\.)?(?:storage\\.)?[a-z]+).*", "$1")).distinct())
                .contains("domain", "application", "adapters.dns", "adapters.http", "adapters.crypto", "adapters.storage.lmdb", "adapters.storage.pg", "adapters.storage.home", "adapters.cli", "contracts", "bootstrap");
    }
}
