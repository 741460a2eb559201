package dev.dnsmesh.bootstrap.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path for programs under test, and a record of the classes that the start of a node loads: with it a start takes two
 * thirds of the CPU, and there are hundreds. Made once for a test run, where everything but this module comes in jars, as in
 * {@code mvn verify}; a directory cannot be in such a record. Without it everything works, only slower.
 */
record SharedClasses(List<String> options, String classPath) {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 60;

    /** Of this test run. */
    static SharedClasses ofThisRun() {
        return Recorded.ONE;
    }

    private static final class Recorded {
        static final SharedClasses ONE = record(System.getProperty("java.class.path"));
    }

    private static SharedClasses record(String classPath) {
        SharedClasses plain = new SharedClasses(List.of(), classPath);
        List<String> others = Stream.of(classPath.split(":")).filter(entry -> !Path.of(entry).startsWith(TARGET)).toList();
        if (others.stream().anyMatch(entry -> Files.isDirectory(Path.of(entry)))) {
            return plain;
        }
        try {
            Path scratch = Files.createDirectories(TARGET.resolve("shared-classes"));
            Path own = jarOf(TARGET.resolve("classes"), scratch.resolve("classes.jar"));
            List<String> jars = Stream.concat(Stream.of(own.toString()), others.stream()).toList();
            Path archive = scratch.resolve("node.jsa");
            Files.deleteIfExists(archive);
            String recorded = String.join(":", jars);
            if (!start(scratch, Program.java(List.of("-XX:ArchiveClassesAtExit=" + archive), recorded)) || !Files.exists(archive)) {
                return plain;
            }
            // what stands behind the recorded part may be a directory
            return new SharedClasses(List.of("-XX:SharedArchiveFile=" + archive), recorded + ":" + TARGET.resolve("test-classes"));
        } catch (IOException failure) {
            return plain;
        }
    }

    private static Path jarOf(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file); Stream<Path> found = Files.walk(classes)) {
            for (Path each : found.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    /** Whether a node started and ended well. */
    private static boolean start(Path directory, List<String> java) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.add(Program.NODE);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("DMP_"));
        builder.environment().putAll(Map.of("DMP_DNS_PORT", "0", "DMP_HTTP_PORT", "0"));
        Process node = builder.start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            node.destroy();
            return line != null && line.startsWith("ready ") && node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            node.destroyForcibly();
        }
    }
}
