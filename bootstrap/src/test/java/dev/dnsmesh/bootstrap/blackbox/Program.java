package dev.dnsmesh.bootstrap.blackbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is started as {@code dnsmesh-node} or {@code dnsmesh}: the launchers of the distribution, when the build has made it and says where
 * in the property {@code dnsmesh.distribution}; else, as when a single class is run in an editor, the classes under test.
 */
public record Program(List<String> command) {
    public Program {
        command = List.copyOf(command);
    }

    /** {@code dnsmesh-node}. The second compiler is left out: what a test does is over before it has earned what it costs. */
    public static Program node() {
        return nodeWithOptions("-XX:TieredStopAtLevel=1");
    }

    /** {@code dnsmesh-node}, with these options for its JVM. */
    public static Program nodeWithOptions(String... options) {
        return launcher("dnsmesh-node", options).orElseGet(() -> ofClasses("", "dev.dnsmesh.bootstrap.launch.NodeMain", options));
    }

    /** {@code dnsmesh}. */
    public static Program client() {
        return clientWithOptions();
    }

    /** {@code dnsmesh}, with these options for its JVM. */
    public static Program clientWithOptions(String... options) {
        return launcher("dnsmesh", options).orElseGet(() -> ofClasses("", "dev.dnsmesh.bootstrap.launch.ClientMain", options));
    }

    /** {@code dnsmesh} from the classes under test, with others before them: a path that ends with a separator, or nothing. */
    public static Program clientWithClasses(String first) {
        return ofClasses(first, "dev.dnsmesh.bootstrap.launch.ClientMain", "-XX:TieredStopAtLevel=1");
    }

    private static Optional<Program> launcher(String name, String... options) {
        return Optional.ofNullable(System.getProperty("dnsmesh.distribution")).map(distribution -> new Program(List.of("/usr/bin/env",
                "DNSMESH_JVM_OPTIONS=" + String.join(" ", options), Path.of(distribution, "bin", name).toString())));
    }

    private static Program ofClasses(String first, String main, String... options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
                "-Xlog:disable", "-Dguice_bytecode_gen_option=DISABLED", "-Dguice_custom_class_loading=OFF", "-Dfile.encoding=UTF-8"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", first + System.getProperty("java.class.path"), main));
        return new Program(command);
    }

    /** The launcher of a distribution. */
    public static Program of(Path distribution) {
        return new Program(List.of(distribution.resolve("bin/dnsmesh-node").toString()));
    }
}
