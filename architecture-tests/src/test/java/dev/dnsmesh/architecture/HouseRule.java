package dev.dnsmesh.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/**
 * One rule of the house.
 *
 * @param rule   for the house whose packages begin with the given root
 * @param breach name of the planted house that breaks it, a package below {@code dev.dnsmesh.violations}
 */
record HouseRule(String name, Function<String, ArchRule> rule, String breach) {
    @Override
    public String toString() {
        return name;
    }
}
