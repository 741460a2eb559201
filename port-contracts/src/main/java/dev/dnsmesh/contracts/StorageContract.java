package dev.dnsmesh.contracts;

/** What every contract of a storage's ports needs. */
public interface StorageContract {
    /** A new and empty storage. The adapter's author writes this. */
    StorageHarness newStorage();
}
