package dev.dnsmesh.application.client.port.in;

import java.util.List;

/** {@code doctor}: looks at everything that sending and receiving depends on, and changes nothing (cli.md 8, 14). */
@FunctionalInterface
public interface CheckSetup {
    /** Fails only where there is no usable configuration to look at. */
    ClientResult<Report> check();

    /** @param location of config.yaml */
    record Report(String location, String username, String domain, String endpoint, List<Check> checks) {
        public Report {
            checks = List.copyOf(checks);
        }

        public long count(Level level) {
            return checks.stream().filter(check -> check.level() == level).count();
        }
    }

    /**
     * @param id     a stable word for programs
     * @param detail one line for people
     */
    record Check(String id, Level level, String detail) {
        public static Check pass(String id, String detail) {
            return new Check(id, Level.PASS, detail);
        }

        public static Check warn(String id, String detail) {
            return new Check(id, Level.WARN, detail);
        }

        public static Check fail(String id, String detail) {
            return new Check(id, Level.FAIL, detail);
        }
    }

    /** How bad it is. */
    enum Level { PASS, WARN, FAIL }
}
