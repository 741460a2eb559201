package dev.dnsmesh.bootstrap.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Words of {@code dnsmesh-node}, run as its launcher runs them but for the start of a JVM. */
public final class InProcess {
    private InProcess() {
    }

    /** What they left behind. */
    public record Said(int exit, String output, String errors) {
    }

    /** @param environment all variables; paths in them are absolute */
    public static Said run(Map<String, String> environment, String... words) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = NodeMain.commandLine(environment).setOut(new PrintWriter(output)).setErr(new PrintWriter(errors)).execute(words);
        return new Said(exit, output.toString(), errors.toString());
    }
}
