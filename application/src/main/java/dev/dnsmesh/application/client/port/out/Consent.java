package dev.dnsmesh.application.client.port.out;

/** Asks the user whether to go on. */
@FunctionalInterface
public interface Consent {
    /** True for {@code y} and {@code yes}; false for anything else, and where there is nobody to ask. */
    boolean given(String question);
}
