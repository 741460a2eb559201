package dev.dnsmesh.application.client.port.out;

/** Told what the user should know beside the result; goes to standard error (cli.md 1). Lines carry no secret. */
public interface Remarks {
    /** Something is not as it should be. */
    void warning(String line);

    /** What one could do next; {@code --quiet} silences these. */
    void hint(String line);
}
