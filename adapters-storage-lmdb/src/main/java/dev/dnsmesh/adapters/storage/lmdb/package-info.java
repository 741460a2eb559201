/**
 * Embedded storage on LMDB: one environment, one writing thread that commits whatever has queued, readers that never wait.
 *
 * <p>Where the data lies: the directory {@code lmdb} in the data directory. Its map reserves address space only (1 TiB
 * unless {@code DMP_LMDB_MAX_SIZE_MB} says less), so it never has to grow while readers use it; the file grows with what
 * is written and is never larger than that. See {@link RecordLayout} for the rows.
 */
package dev.dnsmesh.adapters.storage.lmdb;
