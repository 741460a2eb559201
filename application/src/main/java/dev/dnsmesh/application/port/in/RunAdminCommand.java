package dev.dnsmesh.application.port.in;

import java.util.List;

/**
 * Runs one command of {@code dnsmesh-node admin} against the stores of a node and returns what it prints. Whoever reaches
 * it has the node's own rights.
 */
public interface RunAdminCommand {
    Reply run(Command command);

    /**
     * @param arguments behind {@code admin}
     * @param user      the name of the account that asks, for audit rows
     */
    record Command(List<String> arguments, String user) {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * What the command leaves behind. May hold a token or key, which is shown this once.
     *
     * @param exit 0; 1 nothing found or not possible; 2 bad arguments (registration.md 10.2)
     * @param out  for standard output
     * @param err  for standard error
     */
    record Reply(int exit, String out, String err) {
        /** Without the texts. */
        @Override
        public String toString() {
            return "Reply[" + exit + "]";
        }
    }
}
