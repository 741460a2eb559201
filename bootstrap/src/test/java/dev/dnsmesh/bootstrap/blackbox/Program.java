package dev.dnsmesh.bootstrap.blackbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is started as {@code dnsmesh-node} or {@code dnsmesh}. */
public record Program(List<String> command) {
    static final String NODE = "dev.dnsmesh.bootstrap.launch.NodeMain";

    public Program {
        command = List.copyOf(command);
    }

    /** The classes under test, under this JVM, with the options of the launcher. */
    public static Program ofClassPath() {
        return ofClassPath(NODE);
    }

    /** The same for {@code dnsmesh}. */
    public static Program clientOfClassPath() {
        return ofClassPath("dev.dnsmesh.bootstrap.launch.ClientMain");
    }

    private static Program ofClassPath(String main) {
        SharedClasses classes = SharedClasses.ofThisRun();
        return new Program(Stream.concat(java(classes.options(), classes.classPath()).stream(), Stream.of(main)).toList());
    }

    static List<String> java(List<String> more, String classPath) {
        Stream<String> fixed = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xlog:disable", "-Dguice_bytecode_gen_option=DISABLED", "-Dguice_custom_class_loading=OFF");
        return Stream.of(fixed, more.stream(), Stream.of("-cp", classPath)).flatMap(words -> words).toList();
    }

    /** The launcher of a distribution. */
    public static Program of(Path distribution) {
        return new Program(List.of(distribution.resolve("bin/dnsmesh-node").toString()));
    }
}
