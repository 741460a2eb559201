package dev.dnsmesh.bootstrap.lifecycle;

/** A part of the node that runs: started in order, stopped in the opposite one. */
public interface NodeService {
    /** For the log. */
    String name();

    /**
     * Returns when the part serves.
     *
     * @throws StartRefused with lines for the operator; nothing of this part runs then
     */
    void start() throws StartRefused;

    /** Finishes what was accepted, then returns; never fails, at worst it logs. Does nothing where nothing was started. */
    void stop();
}
