package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.bootstrap.platform.SoftwareVersion;
import picocli.CommandLine.IVersionProvider;

/** Name and version, as the build wrote them. */
public final class Version implements IVersionProvider {
    /** {@code 0.1.0}. */
    public static String number() {
        return SoftwareVersion.number();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"${ROOT-COMMAND-NAME} " + number()};
    }
}
