package dev.dnsmesh.domain.access;

/** What a writer does to an owner name. */
public enum WriteOperation {
    ADD, DELETE
}
