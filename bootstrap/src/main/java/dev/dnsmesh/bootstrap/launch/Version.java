package dev.dnsmesh.bootstrap.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Name and version, as the build wrote them. */
public final class Version implements IVersionProvider {
    /** {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException("version.properties is part of this jar", failure);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"${ROOT-COMMAND-NAME} " + number()};
    }
}
