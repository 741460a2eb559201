package dev.dnsmesh.bootstrap.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version, as the build wrote it. */
public final class SoftwareVersion {
    private SoftwareVersion() {
    }

    /** {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = SoftwareVersion.class.getResourceAsStream("/dev/dnsmesh/bootstrap/launch/version.properties")) {
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException("version.properties is part of this jar", failure);
        }
        return properties.getProperty("version");
    }
}
