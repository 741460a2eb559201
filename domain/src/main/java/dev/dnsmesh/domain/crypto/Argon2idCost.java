package dev.dnsmesh.domain.crypto;

/** What Argon2id may cost: passes over the memory, memory in KiB, lanes (RFC 9106 3.1). */
public record Argon2idCost(int passes, int memoryKib, int lanes) {
    /** Two passes over 32 MiB in two lanes: the only cost that gives the keys other clients derive. */
    public static final Argon2idCost PROTOCOL = new Argon2idCost(2, 32_768, 2);

    public Argon2idCost {
        if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) {
            throw new IllegalArgumentException("at least one pass, one lane and 8 KiB a lane");
        }
    }
}
