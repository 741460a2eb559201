package dev.dnsmesh.domain.crypto;

import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * Reed-Solomon over one chunk (records.md 4.7): RS(255, 223) over GF(2^8) modulo 0x11D, shortened, first root 1,
 * systematic with the data first. 32 parity octets, whatever the length of the data.
 */
public interface BlockCode {
    int PARITY_LENGTH = 32;
    int MAX_CODEWORD = 255;

    /** @param data 1 to 223 octets */
    Octets parity(Octets data);

    /**
     * The data of a code word with up to 16 wrong octets, corrected; empty where there are more, where one would lie
     * outside the word, or where the word has not 33 to 255 octets. Never throws.
     */
    Optional<Octets> correct(Octets codeword);
}
