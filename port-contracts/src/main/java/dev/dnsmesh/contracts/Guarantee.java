package dev.dnsmesh.contracts;

/** What a storage may withhold. It says so in {@link StorageHarness#withholds}, and the contracts then check that it does. */
public enum Guarantee {
    /** What was acknowledged is there again after the process died. */
    DURABILITY,
    /** {@link dev.dnsmesh.application.port.out.RrsetReader#tryRead} never answers {@code BUSY} where nothing expired is in the way. */
    AT_HAND,
    /** {@link dev.dnsmesh.application.spi.Storage#transfer} is there: the storage can be copied into another one and back. */
    TRANSFER,
    /** Deletions are kept for peers ({@link dev.dnsmesh.application.port.out.RecordStore#pageWithDeletions}). */
    DELETIONS
}
