package dev.dnsmesh.bootstrap.settings;

/** Whether peers prove themselves by certificate ({@code DMP_SYNC_MTLS}, cluster.md 13.8). */
public enum MutualTls {
    OFF, OPTIONAL, REQUIRED
}
