package dev.dnsmesh.bootstrap.blackbox;

import java.nio.file.Path;
import java.util.List;

/** What is started as {@code dnsmesh-node} or {@code dnsmesh}. */
public record Program(List<String> command) {
    public Program {
        command = List.copyOf(command);
    }

    /** The classes under test, under this JVM, with the options of the launcher. */
    public static Program ofClassPath() {
        return ofClassPath("dev.dnsmesh.bootstrap.launch.NodeMain");
    }

    /** The same for {@code dnsmesh}. */
    public static Program clientOfClassPath() {
        return ofClassPath("dev.dnsmesh.bootstrap.launch.ClientMain");
    }

    private static Program ofClassPath(String main) {
        return new Program(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xlog:disable", "-Dguice_bytecode_gen_option=DISABLED", "-Dguice_custom_class_loading=OFF",
                "-cp", System.getProperty("java.class.path"), main));
    }

    /** The launcher of a distribution. */
    public static Program of(Path distribution) {
        return new Program(List.of(distribution.resolve("bin/dnsmesh-node").toString()));
    }
}
