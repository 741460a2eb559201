package dev.dnsmesh.domain.access;

import dev.dnsmesh.domain.octets.Ascii;
import dev.dnsmesh.domain.octets.Sha256;

/** Which bearer token may write a record name (registration.md 9.2, W19). What is not recognised is never shared. */
public sealed interface NameClass {
    /** Written by the subject that the test admits, and by the operator. */
    sealed interface OwnerExclusive extends NameClass {
        /** @param subjectHash12 of the token; empty where it has none */
        boolean admits(Subject subject, String subjectHash12);
    }

    /** {@code dmp.<u>.<d>}, {@code rotate.dmp.<u>.<d>}: the subject is {@code u@d}, which not every name can be. */
    record OfSubject(String local, String domain) implements OwnerExclusive {
        @Override
        public boolean admits(Subject subject, String subjectHash12) {
            return local.equals(subject.local()) && domain.equals(subject.domain());
        }
    }

    /** {@code id-<h16>.<d>}, {@code rotate.id-<h16>.<d>}: the hash of the local part, and its domain. */
    record OfIdentity(String hash16, String domain) implements OwnerExclusive {
        @Override
        public boolean admits(Subject subject, String subjectHash12) {
            return domain.equals(subject.domain()) && hash16.equals(Sha256.hex(16, subject.local()));
        }
    }

    /** {@code prekeys.id-<h12>.<d>}: the hash of the local part, and its domain. */
    record OfPrekeys(String hash12, String domain) implements OwnerExclusive {
        @Override
        public boolean admits(Subject subject, String subjectHash12) {
            return domain.equals(subject.domain()) && hash12.equals(Sha256.hex(12, subject.local()));
        }
    }

    /** {@code pk-<n>.<h12>.<d>}: the hash that the operator gave the token; the domain does not count. */
    record OfTokenHash(String hash12) implements OwnerExclusive {
        @Override
        public boolean admits(Subject subject, String subjectHash12) {
            return hash12.equals(subjectHash12);
        }
    }

    /** Mailbox slots and chunks: any live token publishes, none deletes. */
    record SharedPool() implements NameClass {
    }

    /** A name for the operator alone. */
    record OperatorOnly() implements NameClass {
    }

    /** No name we know the shape of. */
    record Unknown() implements NameClass {
    }

    /** Classifies any text. Lower-cases ASCII letters and drops trailing dots, but does not trim. */
    static NameClass of(String name) {
        return new NameShape(Ascii.lowerCased(name)).classify();
    }
}
