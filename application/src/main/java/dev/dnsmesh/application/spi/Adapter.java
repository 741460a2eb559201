package dev.dnsmesh.application.spi;

import java.util.Set;

/** What a jar in the distribution's {@code plugins/} folder can bring, found by {@link java.util.ServiceLoader} and chosen by its id. */
public interface Adapter {
    /** Lower-case letters, digits and hyphens. */
    String id();

    /** Names of the {@code DMP_} settings that this adapter reads besides the common ones. */
    Set<String> settingNames();
}
