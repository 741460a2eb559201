package dev.dnsmesh.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.client.port.out.Consent;
import org.junit.jupiter.api.Test;

/** {@link Consent}: only a clear yes is one. */
public interface ConsentContract {
    /** Of a user who types this when asked; empty = the input has ended. */
    Consent ofUserTyping(String input);

    @Test
    default void yes_is_said_with_y_or_yes() {
        for (String input : new String[] {"y\n", "Y\n", "yes\n", " YES \r\n", "yes"}) {
            assertThat(ofUserTyping(input).given("Go on? ")).as(input).isTrue();
        }
    }

    @Test
    default void anything_else_and_nobody_there_is_no() {
        for (String input : new String[] {"", "\n", "n\n", "no\n", "yess\n", "y n\n", "\ny\n", "j\n", "\0\n"}) {
            assertThat(ofUserTyping(input).given("Go on? ")).as(input).isFalse();
        }
    }
}
